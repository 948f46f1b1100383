package io.pushwave.status.domain;

/**
 * How far an attempt is known to have come, in the order in which knowledge grows: of two messages about the same attempt
 * the one with the later step is the newer truth, in whatever order they arrive.
 *
 * <pre>
 *  attempt 0 (the plan)      attempt 1, 2, … (the results)
 *
 *  WAITING                   SCHEDULED ─▶ STARTED ─▶ CANCELLED | SKIPPED | FAILED | FAILED_RETRYABLE | SUCCEEDED
 *  EXCLUDED
 * </pre>
 *
 * <p>A command ends in exactly one result, so the order among the ends never decides anything; it is fixed all the same, so
 * that the fold has one outcome even for messages that break that promise.
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
    SUCCEEDED
}
