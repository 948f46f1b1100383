package io.pushwave.executor.control;

import io.pushwave.contracts.StorableText;

/** Whether a text can be the id of a campaign, as far as that can be told of a record that nobody can read. */
public final class ControlKey {
    /** As the contract has it for every identifier, in characters. */
    private static final int LENGTH_MAXIMUM = 500;

    private ControlKey() {}

    /** Whether a campaign may have it as its id; a text in which something was replaced already was another one before. */
    public static boolean mayName(String text) {
        return !text.isBlank()
                && text.length() <= LENGTH_MAXIMUM
                && text.indexOf(StorableText.REPLACEMENT) < 0
                && StorableText.fault(text).isEmpty();
    }
}
