package io.pushwave.status.org;

/**
 * How far an attempt is known to have come, in the order in which knowledge grows: of two messages about the same attempt
 * the one with the later step is the newer truth, in whatever order they arrive.
 *
 * <pre>
 *  attempt 0 (the plan)      attempt 1, 2, … (the results)
 *
 *  WAITING                   SCHEDULED ─▶ STARTED ─▶ CANCELLED | SKIPPED | LEFT_OUT | FAILED | FAILED_RETRYABLE | REACHED | SUCCEEDED
 *  EXCLUDED                                                                         │
 *                                                                                   ▼ timed out, and answered after all
 *                                       LATE_CANCELLED | LATE_LEFT_OUT | LATE_FAILED | LATE_REACHED | LATE_SUCCEEDED
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
    LEFT_OUT,
    FAILED,
    FAILED_RETRYABLE,
    REACHED,
    SUCCEEDED,
    LATE_CANCELLED,
    LATE_LEFT_OUT,
    LATE_FAILED,
    LATE_REACHED,
    LATE_SUCCEEDED;

    /** What a step is to its attempt. */
    enum Kind {
        PLAN,
        PROGRESS,
        /** The attempt ends with it. */
        END,
        /** What an end that was a timeout turned out to be. */
        CORRECTION
    }

    Kind kind() {
        return switch (this) {
            case WAITING, EXCLUDED -> Kind.PLAN;
            case SCHEDULED, STARTED -> Kind.PROGRESS;
            case CANCELLED, SKIPPED, LEFT_OUT, FAILED, FAILED_RETRYABLE, REACHED, SUCCEEDED -> Kind.END;
            case LATE_CANCELLED, LATE_LEFT_OUT, LATE_FAILED, LATE_REACHED, LATE_SUCCEEDED -> Kind.CORRECTION;
        };
    }

    /** Whether it says what an attempt that had timed out turned out to be. */
    public boolean isCorrection() {
        return kind() == Kind.CORRECTION;
    }
}
