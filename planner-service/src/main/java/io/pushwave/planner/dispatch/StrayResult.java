package io.pushwave.planner.dispatch;

/** Why a result changed nothing. */
public enum StrayResult {
    /** Its campaign does not exist here. */
    UNKNOWN_CAMPAIGN,
    /** Its org is not in the campaign's plan. */
    NOT_PLANNED,
    /** Its attempt was never commanded. */
    NOT_COMMANDED,
    /** Its attempt has its end already: results come twice, and late. */
    ENDED,
    /** It corrects an attempt that did not time out, or was corrected before. */
    NOT_TIMED_OUT
}
