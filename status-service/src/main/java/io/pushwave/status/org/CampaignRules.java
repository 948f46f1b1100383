package io.pushwave.status.org;

import java.util.List;
import java.util.OptionalInt;

/**
 * What of the campaign decides the state in which an org at a step is shown. It comes on another topic than the steps,
 * so it is applied when the view is read and never stored in an org's row.
 *
 * @param attemptsMaximum from the plan; empty while the plan was not seen, and then every retryable failure counts as one
 *     that is tried again
 * @param aborted whether nothing new is started any more
 */
public record CampaignRules(OptionalInt attemptsMaximum, boolean aborted) {

    /** The state in which an org at this step of this attempt is shown. */
    public OrgState stateOf(Step step, int attempt) {
        return switch (step) {
            case EXCLUDED -> OrgState.EXCLUDED;
            case WAITING -> aborted ? OrgState.CANCELLED : OrgState.WAITING;
            case SCHEDULED -> OrgState.SCHEDULED;
            case STARTED -> OrgState.STARTED;
            case CANCELLED -> OrgState.CANCELLED;
            case SKIPPED -> OrgState.SKIPPED;
            case REACHED, LATE_REACHED -> OrgState.REACHED;
            case LEFT_OUT, LATE_LEFT_OUT -> OrgState.LEFT_OUT;
            case FAILED -> OrgState.FAILED;
            case FAILED_RETRYABLE -> triedAgain(attempt) ? OrgState.RETRYING : OrgState.FAILED;
            case SUCCEEDED, LATE_SUCCEEDED -> OrgState.SUCCEEDED;
            case LATE_FAILED -> OrgState.FAILED;
            case LATE_CANCELLED -> OrgState.CANCELLED;
        };
    }

    /** The rows that {@link #stateOf} shows in this state: disjoint, and none if no row can be shown so. */
    public List<StepRange> rangesOf(OrgState state) {
        int firstFinal = aborted ? 0 : attemptsMaximum.orElse(Integer.MAX_VALUE);
        return switch (state) {
            case EXCLUDED -> List.of(StepRange.all(Step.EXCLUDED));
            case WAITING -> aborted ? List.of() : List.of(StepRange.all(Step.WAITING));
            case SCHEDULED -> List.of(StepRange.all(Step.SCHEDULED));
            case STARTED -> List.of(StepRange.all(Step.STARTED));
            case RETRYING -> aborted ? List.of() : List.of(new StepRange(Step.FAILED_RETRYABLE, 0, firstFinal - 1));
            case SUCCEEDED -> List.of(StepRange.all(Step.SUCCEEDED), StepRange.all(Step.LATE_SUCCEEDED));
            case REACHED -> List.of(StepRange.all(Step.REACHED), StepRange.all(Step.LATE_REACHED));
            case LEFT_OUT -> List.of(StepRange.all(Step.LEFT_OUT), StepRange.all(Step.LATE_LEFT_OUT));
            case FAILED ->
                List.of(
                        StepRange.all(Step.FAILED),
                        StepRange.all(Step.LATE_FAILED),
                        new StepRange(Step.FAILED_RETRYABLE, firstFinal, Integer.MAX_VALUE));
            case SKIPPED -> List.of(StepRange.all(Step.SKIPPED));
            case CANCELLED ->
                aborted
                        ? List.of(
                                StepRange.all(Step.CANCELLED),
                                StepRange.all(Step.LATE_CANCELLED),
                                StepRange.all(Step.WAITING))
                        : List.of(StepRange.all(Step.CANCELLED), StepRange.all(Step.LATE_CANCELLED));
        };
    }

    private boolean triedAgain(int attempt) {
        return !aborted && (attemptsMaximum.isEmpty() || attempt < attemptsMaximum.getAsInt());
    }
}
