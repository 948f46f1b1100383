package io.pushwave.planner.strategy;

import io.pushwave.planner.org.label.LabelRules;
import java.util.HashSet;
import java.util.List;

/** Which of the orgs that no earlier wave took a wave may take. */
public sealed interface WaveSelection {

    /** Whoever is left. */
    record Everyone() implements WaveSelection {}

    /** The publisher's own test orgs, as the strategy's filter finds them. */
    record OwnTestOrgs() implements WaveSelection {}

    /** Sandboxes of customers. */
    record Sandboxes() implements WaveSelection {}

    /** Production orgs. */
    record Production() implements WaveSelection {}

    /**
     * Orgs with one of these values of a label.
     *
     * @param label a name that a label can have, see {@link LabelRules#NAME}
     * @param values 1 to 100, each once and of 1 to 200 characters
     */
    record Labelled(String label, List<String> values) implements WaveSelection {
        public static final String LABEL_EXPECTED =
                "the name of a label, 1 to 63 of a-z, 0-9, '.', '_' and '-' with a letter or a digit at its beginning,";

        public static final int VALUES_MAXIMUM = 100;
        public static final int VALUE_MAXIMUM = 200;

        public Labelled {
            values = List.copyOf(values);
            Allowed.text("label", label, StrategyDocument.TEXT_MAXIMUM, LabelRules.NAME, LABEL_EXPECTED);
            if (values.isEmpty() || values.size() > VALUES_MAXIMUM) {
                throw new IllegalArgumentException(
                        "values has " + values.size() + " entries, 1 to " + VALUES_MAXIMUM + " are expected");
            }
            var seen = new HashSet<String>();
            for (int number = 0; number < values.size(); number++) {
                var field = "values[" + number + "]";
                var value = Allowed.text(
                        field,
                        values.get(number),
                        VALUE_MAXIMUM,
                        StrategyDocument.LINE,
                        StrategyDocument.LINE_EXPECTED);
                if (!seen.add(value)) {
                    throw new IllegalArgumentException(field + " is '" + value + "', which is there twice");
                }
            }
        }
    }

    /**
     * Orgs that a filter finds.
     *
     * @param filter in RSQL, 1 to 2,000 characters; whether it can be read is not known here
     */
    record Matching(String filter) implements WaveSelection {
        public Matching {
            StrategyDocument.filter("filter", filter);
        }
    }
}
