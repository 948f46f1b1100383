package io.pushwave.planner.dispatch;

import io.pushwave.planner.strategy.RetryPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * What the end of an attempt makes of an org push.
 *
 * @param nextAttemptAt present exactly when {@code state} is {@link OrgPushState#RETRYING}
 * @param timedOut whether Salesforce may still answer, which would correct it; only if {@code state} is
 *     {@link OrgPushState#FAILED}
 */
public record OrgOutcome(OrgPushState state, Optional<Instant> nextAttemptAt, boolean timedOut) {

    /**
     * The outcome of an attempt.
     *
     * @param attempt the one that ended, counted from 1
     * @param aborted whether the campaign was aborted, after which nothing is tried again
     * @param now when the planner learned of it; the wait before the next attempt is counted from here, because the executor's
     *     clock may differ from ours
     */
    public static OrgOutcome of(AttemptEnd end, int attempt, RetryPolicy retries, boolean aborted, Instant now) {
        return switch (end) {
            case AttemptEnd.Final last -> end(state(last));
            case AttemptEnd.Failed failed -> {
                var next = failed.retryable() && !aborted
                        ? retries.nextAttemptAt(attempt, now)
                        : Optional.<Instant>empty();
                yield next.isPresent()
                        ? new OrgOutcome(OrgPushState.RETRYING, next, false)
                        : new OrgOutcome(OrgPushState.FAILED, Optional.empty(), failed.timedOut());
            }
        };
    }

    /**
     * What an answer makes of an org push whose attempt had timed out. Never another attempt, even where the true reason could
     * be healed: the push came to its end long ago, and gates may have been decided with it.
     */
    public static OrgOutcome ofLate(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.Final last -> end(state(last));
            case AttemptEnd.Failed _ -> end(OrgPushState.FAILED);
        };
    }

    private static OrgPushState state(AttemptEnd.Final end) {
        return switch (end) {
            case SUCCEEDED -> OrgPushState.SUCCEEDED;
            case REACHED -> OrgPushState.REACHED;
            case LEFT_OUT -> OrgPushState.LEFT_OUT;
            case SKIPPED -> OrgPushState.SKIPPED;
            case CANCELLED -> OrgPushState.CANCELLED;
        };
    }

    private static OrgOutcome end(OrgPushState state) {
        return new OrgOutcome(state, Optional.empty(), false);
    }
}
