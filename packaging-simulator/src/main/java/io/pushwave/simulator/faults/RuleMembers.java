package io.pushwave.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The members of one rule: each read is checked, and refused with the rule's number, its name and its value. */
final class RuleMembers {
    private final String where;
    private final int start;
    private final Map<String, JsonNode> values;
    private final Map<String, Integer> lines;
    private final Set<String> allowed = new HashSet<>();

    /**
     * The members of a rule.
     *
     * @param where begins every refusal
     * @param start line of the rule
     * @param lines of the members
     */
    RuleMembers(String where, int start, Map<String, JsonNode> values, Map<String, Integer> lines) {
        this.where = where;
        this.start = start;
        this.values = values;
        this.lines = lines;
    }

    /** These may be there; those that are read may be, too. */
    void allow(Set<String> names) {
        allowed.addAll(names);
    }

    void refuseOthers() {
        for (var name : values.keySet()) {
            if (!allowed.contains(name)) {
                var effect = values.get("effect");
                throw at(name, "'" + name + "' is unknown for the effect " + (effect == null ? "" : effect.asText()));
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    void exactlyOneOf(String... names) {
        if (Arrays.stream(names).filter(this::has).count() != 1) {
            throw new RuleException(start, where + "exactly one of " + String.join(", ", names) + " is expected");
        }
    }

    RuleException missing(String name) {
        return new RuleException(start, where + name + " is missing");
    }

    RuleException wrong(String name, String expected) {
        return at(name, name + " is " + values.get(name) + ", " + expected + " is expected");
    }

    private RuleException at(String name, String sentence) {
        return new RuleException(lines.getOrDefault(name, start), where + sentence);
    }

    private Optional<JsonNode> value(String name) {
        allowed.add(name);
        return Optional.ofNullable(values.get(name));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isTextual() || value.asText().isBlank()) {
                throw wrong(name, "a text");
            }
            return value.asText();
        });
    }

    boolean is(String name) {
        return value(name).map(value -> value.isBoolean() && value.asBoolean()).orElse(false);
    }

    OptionalInt whole(String name, int minimum, int maximum) {
        var value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().isInt() || value.get().asInt() < minimum || value.get().asInt() > maximum) {
            throw wrong(name, "a whole number from " + minimum);
        }
        return OptionalInt.of(value.get().asInt());
    }

    long number(String name, long standard) {
        var value = value(name);
        if (value.isPresent() && !value.get().canConvertToExactIntegral()) {
            throw wrong(name, "a whole number");
        }
        return value.map(JsonNode::asLong).orElse(standard);
    }

    int oneOf(String name, int... expected) {
        var value = value(name).orElseThrow(() -> missing(name));
        if (!value.isInt() || Arrays.stream(expected).noneMatch(each -> each == value.asInt())) {
            var listed = Arrays.toString(expected);
            throw wrong(name, "one of " + listed.substring(1, listed.length() - 1));
        }
        return value.asInt();
    }

    /** 0 to 1. */
    double share(String name) {
        var value = value(name).orElseThrow(() -> missing(name));
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= 1)) {
            throw wrong(name, "0 to 1");
        }
        return value.asDouble();
    }

    Duration latency(String name) {
        var text = text(name).orElseThrow(() -> missing(name));
        try {
            var latency = Duration.parse(text);
            if (latency.isPositive() && latency.compareTo(Latency.LONGEST) <= 0) {
                return latency;
            }
        } catch (DateTimeParseException notADuration) {
            // Refused below, in the same words as one out of range.
        }
        throw wrong(name, "more than PT0S up to " + Latency.LONGEST);
    }

    /** An instant, or a duration from when the rule is set. */
    Optional<Moment> moment(String name) {
        return text(name).map(text -> {
            try {
                if (!text.startsWith("P")) {
                    return new Moment.At(Instant.parse(text));
                }
                var delay = Duration.parse(text);
                if (!delay.isNegative()) {
                    return new Moment.After(delay);
                }
            } catch (DateTimeParseException neither) {
                // Refused below, in the same words as a negative duration.
            }
            throw wrong(name, "an instant such as 2026-11-22T10:00:00Z or a duration such as PT10M");
        });
    }
}
