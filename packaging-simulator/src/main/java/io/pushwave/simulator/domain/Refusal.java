package io.pushwave.simulator.domain;

import java.util.List;

/**
 * Why the platform does not do what was asked, in Salesforce's words.
 *
 * @param code {@code errorCode} or {@code statusCode}
 * @param fields the fields that it is about; may be empty
 */
public record Refusal(String code, String message, List<String> fields) {
    public Refusal {
        fields = List.copyOf(fields);
    }

    public static Refusal of(String code, String message, String... fields) {
        return new Refusal(code, message, List.of(fields));
    }
}
