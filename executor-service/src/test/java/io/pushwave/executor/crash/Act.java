package io.pushwave.executor.crash;

/** What somebody else does at a moment of a campaign's life. */
enum Act {
    /** Halts the campaign; it is resumed when it has waited. */
    HALT,
    /** Halts the campaign; it is resumed when its request was cancelled. */
    HALT_UNTIL_CANCELLED,
    /** Halts the campaign, whose orgs' last moment passes meanwhile. */
    HALT_UNTIL_LATE,
    ABORT,
    /** As much time as the request's jobs are waited for, and then as late answers are waited for. */
    TIME_PASSES,
    /** A creation of the campaign's request that everybody had given up arrives after all. */
    LATE_CREATION,
    /** The closing of the request's bulk job that everybody had given up arrives after all. */
    LATE_CLOSING,
    /** The same, and the bulk job works to its end. */
    LATE_WORK,
    /** A job for an org that nobody asked for is in the request. */
    SURPLUS_JOB,
    /** The orgs' subscriptions expire. */
    ORGS_EXPIRE
}
