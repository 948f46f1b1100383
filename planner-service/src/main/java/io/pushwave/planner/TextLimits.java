package io.pushwave.planner;

import io.pushwave.contracts.StorableText;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people may write, so that it can be stored, sent and shown.
 *
 * @param name longest name of a person or system, in characters (UTF-16 units)
 * @param reason longest reason, in characters
 */
public record TextLimits(int name, int reason) {
    /** Limits beyond this would let a control message outgrow what the broker takes. */
    public static final int MAXIMUM = 10_000;

    public TextLimits {
        if (name < 1 || name > MAXIMUM) {
            throw new IllegalArgumentException("by-maximum is " + name + ", 1 to " + MAXIMUM + " is expected");
        }
        if (reason < 1 || reason > MAXIMUM) {
            throw new IllegalArgumentException("reason-maximum is " + reason + ", 1 to " + MAXIMUM + " is expected");
        }
    }

    /** A text that breaks a rule, said in a sentence. */
    public record Fault(String field, @Nullable String value, String rule) {}

    /** What is wrong with who wants something; it has to be said. */
    public Optional<Fault> nameFault(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.of(new Fault(field, value, field + " is missing or blank: say who wants it"));
        }
        return fault(field, value, name);
    }

    /** What is wrong with a reason, which may be empty. */
    public Optional<Fault> reasonFault(String field, String value) {
        return fault(field, value, reason);
    }

    /** What is wrong with the texts of a release event. */
    public Optional<Fault> releaseFault(Optional<String> requestedBy, Optional<String> releaseReason) {
        return Stream.of(
                        requestedBy.flatMap(value -> nameFault("requestedBy", value)),
                        releaseReason.flatMap(value -> reasonFault("reason", value)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Fault> fault(String field, String value, int maximum) {
        if (value.length() > maximum) {
            return Optional.of(new Fault(
                    field,
                    value,
                    field + " has " + value.length() + " characters, at most " + maximum + " are allowed"));
        }
        return StorableText.fault(value).map(fault -> new Fault(field, value, field + " " + fault));
    }
}
