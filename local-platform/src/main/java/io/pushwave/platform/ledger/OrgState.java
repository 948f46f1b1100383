package io.pushwave.platform.ledger;

/** Where the status view says that an org stands in a campaign. */
public enum OrgState {
    EXCLUDED,
    WAITING,
    SCHEDULED,
    STARTED,
    RETRYING,
    SUCCEEDED,
    /** The customer brought the org to the version, or above it. */
    REACHED,
    FAILED,
    /** Salesforce could not push to it, for a reason that lies in the org. */
    LEFT_OUT,
    SKIPPED,
    CANCELLED
}
