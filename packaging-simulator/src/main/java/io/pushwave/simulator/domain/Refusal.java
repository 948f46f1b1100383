package io.pushwave.simulator.domain;

import java.util.List;

/**
 * Why the platform does not do what was asked, in Salesforce's words.
 *
 * @param code {@code errorCode} or {@code statusCode}
 * @param fields the fields that it is about; may be empty
 */
public record Refusal(String code, String message, List<String> fields) {
    /** Longest message, in characters: an error never hands back all that a client sent. Ours. */
    public static final int LONGEST_MESSAGE = 2_000;

    public Refusal {
        message = clipped(message);
        fields = List.copyOf(fields);
    }

    /** A message that is no longer than it may be. */
    public static String clipped(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    public static Refusal of(String code, String message, String... fields) {
        return new Refusal(code, message, List.of(fields));
    }
}
