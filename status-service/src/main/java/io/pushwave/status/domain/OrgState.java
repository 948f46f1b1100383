package io.pushwave.status.domain;

/** Where an org stands in a campaign, as people are told. */
public enum OrgState {
    /** Left out by the plan. */
    EXCLUDED,
    /** Planned, nothing happened yet. */
    WAITING,
    /** In an activated push request. */
    SCHEDULED,
    /** Salesforce is installing. */
    STARTED,
    /** An attempt failed, another one follows. */
    RETRYING,
    SUCCEEDED,
    /** Failed, and no attempt follows. */
    FAILED,
    /** Nothing was pushed because nothing had to be, or its time had passed. */
    SKIPPED,
    CANCELLED;

    /** Whether nothing follows for the org in this campaign. */
    public boolean terminal() {
        return switch (this) {
            case EXCLUDED, SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
            case WAITING, SCHEDULED, STARTED, RETRYING -> false;
        };
    }
}
