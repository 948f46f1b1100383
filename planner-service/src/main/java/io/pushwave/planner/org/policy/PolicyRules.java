package io.pushwave.planner.org.policy;

import io.pushwave.planner.TextLimits;
import io.pushwave.planner.TextLimits.Fault;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decision about an org has to say. */
public record PolicyRules(TextLimits texts) {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** What is wrong with a reason, which is shown wherever the decision forbids a push. */
    public Optional<Fault> reasonFault(String field, @Nullable String reason) {
        return reason == null || reason.isBlank()
                ? Optional.of(new Fault(field, reason, field + " is missing or blank: say why"))
                : texts.reasonFault(field, reason);
    }

    /** What is wrong with the end of a decision. */
    public Optional<Fault> untilFault(String field, Instant until, Instant now) {
        return until.isAfter(now) && !until.isAfter(LATEST)
                ? Optional.empty()
                : Optional.of(new Fault(
                        field,
                        until.toString(),
                        field + " is " + until + ": a time to come is expected, or none if it has to be lifted"));
    }
}
