package io.pushwave.status.org;

/** Where an org stands in a campaign, as it is shown. */
public enum OrgState {
    /** By the plan: it is in no wave. */
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
    /** The customer brought the org to the version, or above it. */
    REACHED,
    /** Failed, and no attempt follows. */
    FAILED,
    /** Salesforce could not push to it, for a reason that lies in the org. */
    LEFT_OUT,
    /** Nothing was pushed because its time had passed. */
    SKIPPED,
    CANCELLED;

    /** Whether nothing follows for the org in this campaign. */
    public boolean terminal() {
        return switch (this) {
            case EXCLUDED, SUCCEEDED, REACHED, FAILED, LEFT_OUT, SKIPPED, CANCELLED -> true;
            case WAITING, SCHEDULED, STARTED, RETRYING -> false;
        };
    }
}
