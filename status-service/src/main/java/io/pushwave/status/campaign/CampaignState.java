package io.pushwave.status.campaign;

/** Where a campaign stands. */
public enum CampaignState {
    /** Accepted; its plan is not made yet. */
    PREPARING,
    RUNNING,
    /** Nothing new is started until somebody resumes it. */
    HALTED,
    /** Ended by a person. */
    ABORTED,
    /** Every planned org has its end. */
    COMPLETED
}
