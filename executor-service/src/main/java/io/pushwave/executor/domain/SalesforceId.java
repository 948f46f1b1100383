package io.pushwave.executor.domain;

/** Brings ids of Salesforce's records to one form, so that two spellings of one id are equal. */
public final class SalesforceId {
    private static final int SHORT_LENGTH = 15;
    private static final int CHUNK = 5;
    private static final String CHECK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private SalesforceId() {}

    /** The form of 18 characters of an id of 15; any other stays as it is. */
    public static String full(String id) {
        if (id.length() != SHORT_LENGTH) {
            return id;
        }
        var full = new StringBuilder(id);
        for (int chunk = 0; chunk < SHORT_LENGTH; chunk += CHUNK) {
            full.append(CHECK_CHARACTERS.charAt(upperCaseBits(id.substring(chunk, chunk + CHUNK))));
        }
        return full.toString();
    }

    /** A bit for each upper-case letter, the lowest for the first character. */
    private static int upperCaseBits(String chunk) {
        int bits = 0;
        for (int position = 0; position < chunk.length(); position++) {
            char character = chunk.charAt(position);
            if (character >= 'A' && character <= 'Z') {
                bits |= 1 << position;
            }
        }
        return bits;
    }
}
