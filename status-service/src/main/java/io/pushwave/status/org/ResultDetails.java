package io.pushwave.status.org;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LeftOut;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one result says beside its {@link ResultKey}.
 *
 * @param at when it says that it happened; microseconds, as the database keeps it
 */
public record ResultDetails(
        Instant at,
        Optional<String> pushRequestId,
        Optional<String> pushJobId,
        Optional<Failure> failure,
        Optional<LeftOut> leftOut) {

    /** Which of two different results with one key holds: the first that was said; the text only makes the order total. */
    private static final Comparator<ResultDetails> FIRST =
            Comparator.comparing(ResultDetails::at).thenComparing(ResultDetails::toString);

    public ResultDetails {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    ResultDetails join(ResultDetails other) {
        return FIRST.compare(this, other) <= 0 ? this : other;
    }

    boolean timedOut() {
        return failure.map(Failure::failureClass)
                .filter(FailureClass.TIMED_OUT::equals)
                .isPresent();
    }
}
