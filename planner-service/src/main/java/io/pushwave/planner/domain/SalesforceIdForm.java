package io.pushwave.planner.domain;

/** The two lengths in which Salesforce spells one id; the last three characters of the longer add only a checksum. */
final class SalesforceIdForm {
    private static final int SHORT = 15;
    private static final int LONG = 18;

    private SalesforceIdForm() {}

    static void check(String value, String prefix, String field) {
        if (!value.startsWith(prefix) || (value.length() != SHORT && value.length() != LONG)) {
            throw new IllegalArgumentException(
                    field + " '" + value + "' is no id of 15 or 18 characters beginning with " + prefix);
        }
    }

    static String key(String value) {
        return value.substring(0, SHORT);
    }
}
