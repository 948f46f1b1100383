package io.pushwave.simulator.domain;

import org.jspecify.annotations.Nullable;

/**
 * Record ids: a prefix of three characters that names the object, two that name the server, ten that count in base 62.
 *
 * <p>The alphabet is in ASCII order, so ids sort as the numbers in them do. The long form has three check characters more,
 * which make the id safe for readers that ignore letter case.
 */
public final class SalesforceId {
    public static final String PUSH_REQUEST = "0DV";
    public static final String PUSH_JOB = "0DX";
    public static final String PUSH_ERROR = "0DY";
    public static final String SUBSCRIBER = "0Hb";
    public static final String PACKAGE = "033";
    public static final String PACKAGE_VERSION = "04t";
    public static final String PACKAGE_2 = "0Ho";

    /** Unverified. */
    public static final String PACKAGE_2_VERSION = "05i";

    public static final String UPGRADE_CUSTOMIZATION = "12C";
    public static final String ORGANIZATION = "00D";
    public static final String USER = "005";
    public static final String BULK_JOB = "750";
    public static final String BULK_BATCH = "751";
    public static final String BULK_RESULT = "752";

    /** One more than the largest number that an id can hold: 62 to the power of 10. */
    public static final long NUMBERS = 839_299_365_868_340_224L;

    public static final int SHORT_LENGTH = 15;
    static final int LONG_LENGTH = 18;

    private static final String SERVER = "5g";
    private static final int DIGITS = 10;
    private static final char[] ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final String CHECK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private SalesforceId() {}

    /** The 15-character id of the given number, {@code 0 <= number < NUMBERS}. */
    public static String shortId(String prefix, long number) {
        if (number < 0 || number >= NUMBERS) {
            throw new IllegalArgumentException("number " + number + " does not fit into an id");
        }
        var id = new char[SHORT_LENGTH];
        prefix.getChars(0, 3, id, 0);
        SERVER.getChars(0, 2, id, 3);
        long rest = number;
        for (int position = SHORT_LENGTH - 1; position >= SHORT_LENGTH - DIGITS; position--) {
            id[position] = ALPHABET[(int) (rest % ALPHABET.length)];
            rest /= ALPHABET.length;
        }
        return new String(id);
    }

    /** The 18-character id of the given number, as the REST API answers. */
    public static String longId(String prefix, long number) {
        return lengthen(shortId(prefix, number));
    }

    /** Adds the check characters to a 15-character id. */
    public static String lengthen(String id) {
        var lengthened = new StringBuilder(LONG_LENGTH).append(id);
        for (int chunk = 0; chunk < SHORT_LENGTH; chunk += 5) {
            int upperCaseBits = 0;
            for (int position = 0; position < 5; position++) {
                char character = id.charAt(chunk + position);
                if (character >= 'A' && character <= 'Z') {
                    upperCaseBits |= 1 << position;
                }
            }
            lengthened.append(CHECK_CHARACTERS.charAt(upperCaseBits));
        }
        return lengthened.toString();
    }

    /** The 15-character form of an id given in either form; {@code null} if it is none, or its check characters are wrong. */
    public static @Nullable String shorten(String id) {
        if (id.length() != SHORT_LENGTH && id.length() != LONG_LENGTH) {
            return null;
        }
        for (int position = 0; position < SHORT_LENGTH; position++) {
            if (digit(id.charAt(position)) < 0) {
                return null;
            }
        }
        var shortened = id.substring(0, SHORT_LENGTH);
        if (id.length() == LONG_LENGTH && !lengthen(shortened).equalsIgnoreCase(id)) {
            return null;
        }
        return shortened;
    }

    /** The number in an id of either form, or -1 if it is no id with this prefix from this simulator. */
    public static long number(String prefix, String id) {
        var shortened = shorten(id);
        if (shortened == null || !shortened.startsWith(prefix) || !shortened.startsWith(SERVER, 3)) {
            return -1;
        }
        long number = 0;
        for (int position = SHORT_LENGTH - DIGITS; position < SHORT_LENGTH; position++) {
            number = number * ALPHABET.length + digit(shortened.charAt(position));
        }
        return number;
    }

    private static int digit(char character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'A' && character <= 'Z') {
            return character - 'A' + 10;
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 36;
        }
        return -1;
    }
}
