package io.pushwave.executor.domain;

/**
 * Where one org's push command stands.
 *
 * <pre>
 *  WAITING ◀──▶ ASSIGNED ──▶ SCHEDULED ──▶ STARTED ──▶ SUCCEEDED | FAILED | CANCELLED
 *     │             │             ├───────────┼────────▶ SUCCEEDED | FAILED | CANCELLED
 *     │             │             └───────────┴─▶ OVERDUE ─▶ SUCCEEDED | FAILED | CANCELLED
 *     └─────────────┴──────────────────────────────────▶ FAILED | CANCELLED | SKIPPED
 * </pre>
 */
public enum IntentState {
    /** Stored; in no push request. */
    WAITING,
    /** In a push request that is not active. */
    ASSIGNED,
    /** In an active push request. */
    SCHEDULED,
    /** Salesforce installs. */
    STARTED,
    /** Reported as timed out, while its job may still run: a late answer corrects the report. */
    OVERDUE,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SKIPPED;

    /** Whether the command has its one final result. */
    public boolean ended() {
        return switch (this) {
            case WAITING, ASSIGNED, SCHEDULED, STARTED -> false;
            case OVERDUE, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> true;
        };
    }

    /** Whether a job of it may exist and not have ended in Salesforce, so that the org's next command has to wait. */
    public boolean inFlight() {
        return switch (this) {
            case ASSIGNED, SCHEDULED, STARTED, OVERDUE -> true;
            case WAITING, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> false;
        };
    }
}
