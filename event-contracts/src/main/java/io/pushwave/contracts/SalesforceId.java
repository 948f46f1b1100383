package io.pushwave.contracts;

import java.util.regex.Pattern;

/**
 * The form of Salesforce's ids: 15 case-sensitive letters and digits, of which the first three tell the kind of record; or 18,
 * where the last three repeat which letters are upper case (REST API guide, graded DOC).
 */
public final class SalesforceId {
    private static final Pattern FORM_BUT_FOR_CASE = Pattern.compile("[a-zA-Z0-9]{15}(?:[a-zA-Z0-5]{3})?");
    private static final String CHECK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int LENGTH = 15;
    private static final int FULL_LENGTH = 18;

    private SalesforceId() {}

    /**
     * Lets an id pass as it is.
     *
     * @param prefix the three characters of the kind, such as {@code 033}
     * @throws IllegalArgumentException if the value is no id of that kind, or its check characters do not fit; the message
     *     names field, value and rule
     */
    public static String checked(String value, String prefix, String field) {
        if (!value.startsWith(prefix) || !hasForm(value)) {
            throw new IllegalArgumentException(field + " '" + value + "' is no " + kind(prefix)
                    + " id: 15 or 18 letters and digits beginning with " + prefix + " are expected"
                    + caseHint(value, prefix));
        }
        if (value.length() > LENGTH && !value.endsWith(checkCharacters(value))) {
            throw new IllegalArgumentException(field + " '" + value + "' has wrong check characters: '"
                    + checkCharacters(value) + "' is expected at its end; ids are case-sensitive");
        }
        return value;
    }

    /**
     * The 15-character form, under which both forms of one id are the same.
     *
     * @throws IllegalArgumentException as {@link #checked}
     */
    public static String normalised(String value, String prefix, String field) {
        return checked(value, prefix, field).substring(0, LENGTH);
    }

    /**
     * The 18-character form, under which both forms of one id are the same too: the one that Salesforce answers with.
     *
     * @throws IllegalArgumentException as {@link #checked}
     */
    public static String full(String value, String prefix, String field) {
        var id = normalised(value, prefix, field);
        return id + checkCharacters(id);
    }

    /** By hand, as every org of every message is checked: a regular expression takes several times as long. */
    private static boolean hasForm(String value) {
        if (value.length() != LENGTH && value.length() != FULL_LENGTH) {
            return false;
        }
        for (int at = 0; at < LENGTH; at++) {
            char character = value.charAt(at);
            if (!(character >= 'a' && character <= 'z')
                    && !(character >= 'A' && character <= 'Z')
                    && !(character >= '0' && character <= '9')) {
                return false;
            }
        }
        for (int at = LENGTH; at < value.length(); at++) {
            if (CHECK_CHARACTERS.indexOf(value.charAt(at)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String kind(String prefix) {
        return switch (prefix) {
            case "00D" -> "org";
            case "033" -> "package";
            case "04t" -> "package version";
            default -> "Salesforce";
        };
    }

    private static String caseHint(String value, String prefix) {
        return value.regionMatches(true, 0, prefix, 0, prefix.length())
                        && FORM_BUT_FOR_CASE.matcher(value).matches()
                ? "; ids are case-sensitive"
                : "";
    }

    /** The three characters that the 18-character form of an id has at its end. */
    private static String checkCharacters(String id) {
        var check = new StringBuilder(3);
        for (int chunk = 0; chunk < LENGTH; chunk += 5) {
            int upperCaseBits = 0;
            for (int position = 0; position < 5; position++) {
                char character = id.charAt(chunk + position);
                if (character >= 'A' && character <= 'Z') {
                    upperCaseBits |= 1 << position;
                }
            }
            check.append(CHECK_CHARACTERS.charAt(upperCaseBits));
        }
        return check.toString();
    }
}
