package io.pushwave.status.domain;

/**
 * How far an attempt is known to have come, in the order in which knowledge grows: of two messages about the same attempt
 * the one with the later step is the newer truth, in whatever order they arrive.
 *
 * <pre>
 *  attempt 0 (the plan)      attempt 1, 2, … (the results)
 *
 *  WAITING                   SCHEDULED ─▶ STARTED ─▶ CANCELLED | SKIPPED | FAILED | FAILED_RETRYABLE | SUCCEEDED
 *  EXCLUDED                                                                    │
 *                                                                               ▼ timed out, and answered after all
 *                                                          LATE_CANCELLED | LATE_FAILED | LATE_SUCCEEDED
 * </pre>
 *
 * <p>A command ends in exactly one result, which at most one late answer corrects, so the order among the ends, and among the
 * late answers, never decides anything; it is fixed all the same, so that the fold has one outcome even for messages that break
 * that promise. A late failure is never tried again, whatever its reason.
 */
public enum Step {
    WAITING,
    EXCLUDED,
    SCHEDULED,
    STARTED,
    CANCELLED,
    SKIPPED,
    FAILED,
    FAILED_RETRYABLE,
    SUCCEEDED,
    LATE_CANCELLED,
    LATE_FAILED,
    LATE_SUCCEEDED;

    /** Whether the attempt ended with a failure, as far as is known. */
    boolean failed() {
        return switch (this) {
            case FAILED, FAILED_RETRYABLE, LATE_FAILED -> true;
            case WAITING, EXCLUDED, SCHEDULED, STARTED, CANCELLED, SKIPPED, SUCCEEDED, LATE_CANCELLED, LATE_SUCCEEDED ->
                false;
        };
    }
}
