package io.pushwave.platform.domain;

/** Where the status view says that an org stands in a campaign. */
public enum OrgState {
    EXCLUDED,
    WAITING,
    SCHEDULED,
    STARTED,
    RETRYING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED
}
