package io.pushwave.planner.dispatch;

/** How an attempt to push an org ended. */
public sealed interface AttemptEnd {

    /** An end that no further attempt follows. */
    enum Final implements AttemptEnd {
        SUCCEEDED,
        /** The customer had brought the org to the version, or above it. */
        REACHED,
        /** Salesforce could not push, for a reason that lies in the org. */
        LEFT_OUT,
        /** Nothing had to be pushed, or its time had passed. */
        SKIPPED,
        CANCELLED
    }

    /**
     * The attempt failed.
     *
     * @param retryable whether another attempt may heal it
     * @param timedOut whether Salesforce may still answer
     */
    record Failed(boolean retryable, boolean timedOut) implements AttemptEnd {}
}
