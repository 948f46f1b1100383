package io.pushwave.status.release;

/** What has become of a release, in the order in which it comes: the later outcome is the one that holds. */
public enum ReleaseOutcome {
    /** The event could be read; whether a campaign comes of it is not decided. */
    RECEIVED,
    /** A campaign came of it. */
    ACCEPTED,
    /** Nothing is pushed because of it. */
    REJECTED
}
