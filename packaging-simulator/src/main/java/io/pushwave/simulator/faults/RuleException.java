package io.pushwave.simulator.faults;

import java.util.OptionalInt;

/** A rule that cannot be; the message names its number, the member and the value. */
public final class RuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;

    RuleException(String sentence) {
        this(0, sentence);
    }

    RuleException(int line, String sentence) {
        super(sentence);
        this.line = line;
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Where in the text, from 1; empty if it is about no place. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
