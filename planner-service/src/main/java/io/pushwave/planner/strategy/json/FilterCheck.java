package io.pushwave.planner.strategy.json;

import java.util.Optional;

/** Whether a text is a filter of orgs. */
public interface FilterCheck {

    /**
     * What is wrong with a text.
     *
     * @param position of the first character that is wrong, counted from 1
     * @param rule the rest of a sentence that begins with the field
     */
    record Fault(int position, String rule) {}

    /** What is wrong with the text; empty if it is a filter. */
    Optional<Fault> fault(String text);
}
