package io.pushwave.simulator.domain;

/** What the platform says to a wish to write. */
public sealed interface Answer {

    /** Done. */
    record Done(int row) implements Answer {}

    /** Not done; nothing changed. */
    record Refused(Refusal refusal) implements Answer {}

    /** A refusal with the given words; see {@link Refusal#of}. */
    static Refused refused(String code, String message, String... fields) {
        return new Refused(Refusal.of(code, message, fields));
    }
}
