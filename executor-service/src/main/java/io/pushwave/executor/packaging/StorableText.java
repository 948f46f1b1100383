package io.pushwave.executor.packaging;

import com.fasterxml.jackson.databind.JsonNode;

/** Texts of Salesforce's as PostgreSQL can store them: without NUL, for which it would refuse a row for ever. */
final class StorableText {
    private static final String NUL = "\0";

    private StorableText() {}

    /** A value as text; empty if there is none. */
    static String of(JsonNode value) {
        return value.isNull() ? "" : of(value.asText());
    }

    static String of(String text) {
        return text.replace(NUL, "");
    }
}
