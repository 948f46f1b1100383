package io.pushwave.planner.domain;

/** Where one org's part in a campaign stands, as far as the planner has to know. */
public enum OrgPushState {
    /** Planned; no command yet. */
    WAITING,
    /** A command is out, its terminal result is not in. */
    COMMANDED,
    /** An attempt failed, and the next one is not yet due. */
    RETRYING,
    SUCCEEDED,
    /** The last attempt failed, or a failure that no attempt heals. */
    FAILED,
    /** Nothing had to be pushed, or its time had passed. */
    SKIPPED,
    CANCELLED;

    /** Whether nothing follows. */
    public boolean isTerminal() {
        return switch (this) {
            case WAITING, COMMANDED, RETRYING -> false;
            case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
        };
    }
}
