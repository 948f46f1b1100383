package io.pushwave.planner.org.label;

import io.pushwave.contracts.StorableText;
import io.pushwave.planner.TextLimits.Fault;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a label may be.
 *
 * @param valueMaximum longest value, in characters (UTF-16 units)
 * @param labelsMaximum most labels of one org
 */
public record LabelRules(int valueMaximum, int labelsMaximum) {
    /** What stands in a table where a label is to be removed; so it is nobody's value. */
    public static final String REMOVED = "-";

    /** Names are written in filters and at the head of tables: nothing in them needs quotes, and none differs by case alone. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** What is wrong with a name. */
    public Optional<Fault> nameFault(String field, String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Fault(
                        field,
                        name,
                        "'" + StorableText.replaced(name)
                                + "' is no name of a label: 1 to 63 of the characters a-z, 0-9, '.',"
                                + " '_' and '-' are expected, the first one a letter or a digit"));
    }

    /** What is wrong with a value. */
    public Optional<Fault> valueFault(String field, String value) {
        if (value.isBlank() || value.equals(REMOVED)) {
            return Optional.of(new Fault(
                    field, value, field + " is '" + value + "': a value says something, and '-' stands for none"));
        }
        if (value.length() > valueMaximum) {
            return Optional.of(new Fault(
                    field,
                    value,
                    field + " has " + value.length() + " characters, at most " + valueMaximum + " are allowed"));
        }
        return StorableText.fault(value).map(fault -> new Fault(field, value, field + " " + fault));
    }

    /** What is wrong with how many an org would have. */
    public Optional<Fault> countFault(String field, Labels labels) {
        int count = labels.values().size();
        return count <= labelsMaximum
                ? Optional.empty()
                : Optional.of(new Fault(
                        field,
                        Integer.toString(count),
                        "the org would have " + count + " labels, at most " + labelsMaximum + " are allowed"));
    }
}
