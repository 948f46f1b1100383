package io.pushwave.planner.dispatch.kafka;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.planner.dispatch.AttemptEnd;
import io.pushwave.planner.dispatch.ReportedEnd;
import java.util.Optional;

/** What push results say of the ends of attempts. */
public final class ReportedEnds {
    private ReportedEnds() {}

    /** The end that a result reports; empty if the attempt does not end with it. */
    public static Optional<ReportedEnd> of(PushResult result) {
        return switch (result) {
            case PushScheduled _, PushStarted _ -> Optional.empty();
            case PushSucceeded _ -> end(result, AttemptEnd.Final.SUCCEEDED);
            case PushReached _ -> end(result, AttemptEnd.Final.REACHED);
            case PushLeftOut _ -> end(result, AttemptEnd.Final.LEFT_OUT);
            case PushSkipped _ -> end(result, AttemptEnd.Final.SKIPPED);
            case PushCancelled _ -> end(result, AttemptEnd.Final.CANCELLED);
            case PushFailed failed -> {
                boolean timedOut = failed.failure().failureClass() == FailureClass.TIMED_OUT;
                yield end(result, new AttemptEnd.Failed(failed.failure().retryable(), timedOut));
            }
            case PushCorrected corrected -> Optional.of(reported(result, late(corrected), true));
        };
    }

    private static AttemptEnd late(PushCorrected corrected) {
        return switch (corrected.outcome()) {
            case SUCCEEDED -> AttemptEnd.Final.SUCCEEDED;
            case FAILED -> new AttemptEnd.Failed(false, false);
            case CANCELLED -> AttemptEnd.Final.CANCELLED;
            case REACHED -> AttemptEnd.Final.REACHED;
            case LEFT_OUT -> AttemptEnd.Final.LEFT_OUT;
        };
    }

    private static Optional<ReportedEnd> end(PushResult result, AttemptEnd end) {
        return Optional.of(reported(result, end, false));
    }

    private static ReportedEnd reported(PushResult result, AttemptEnd end, boolean late) {
        var subject = result.subject();
        return new ReportedEnd(subject.campaignId(), subject.orgKey(), subject.attempt(), end, late);
    }
}
