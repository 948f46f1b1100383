package io.pushwave.planner.domain;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import java.time.Instant;
import java.util.Optional;

/**
 * What a result makes of an org push.
 *
 * @param nextAttemptAt present exactly when {@code state} is {@link OrgPushState#RETRYING}
 */
public record OrgOutcome(OrgPushState state, Optional<Instant> nextAttemptAt) {

    /**
     * The outcome of the attempt that a result is about; empty if the attempt does not end with it.
     *
     * @param aborted whether the campaign was aborted, after which nothing is tried again
     * @param now when the planner learned of it; the wait before the next attempt is counted from here, because the executor's
     *     clock may differ from ours
     */
    public static Optional<OrgOutcome> of(PushResult result, RetryPolicy retries, boolean aborted, Instant now) {
        return switch (result) {
            case PushScheduled _, PushStarted _, PushCorrected _ -> Optional.empty();
            case PushSucceeded _ -> Optional.of(end(OrgPushState.SUCCEEDED));
            case PushSkipped _ -> Optional.of(end(OrgPushState.SKIPPED));
            case PushCancelled _ -> Optional.of(end(OrgPushState.CANCELLED));
            case PushFailed failed -> {
                var next = failed.failure().retryable() && !aborted
                        ? retries.nextAttemptAt(failed.subject().attempt(), now)
                        : Optional.<Instant>empty();
                yield Optional.of(
                        next.isPresent() ? new OrgOutcome(OrgPushState.RETRYING, next) : end(OrgPushState.FAILED));
            }
        };
    }

    /**
     * What an answer makes of an org push whose attempt had timed out. Never another attempt, even where the true reason could
     * be healed: the push came to its end long ago, and gates may have been decided with it.
     */
    public static OrgOutcome ofLate(PushCorrected corrected) {
        return switch (corrected.outcome()) {
            case SUCCEEDED -> end(OrgPushState.SUCCEEDED);
            case FAILED -> end(OrgPushState.FAILED);
            case CANCELLED -> end(OrgPushState.CANCELLED);
        };
    }

    private static OrgOutcome end(OrgPushState state) {
        return new OrgOutcome(state, Optional.empty());
    }
}
