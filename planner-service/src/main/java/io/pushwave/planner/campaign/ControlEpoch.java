package io.pushwave.planner.campaign;

import java.time.Instant;

/** Which of two control messages about a campaign is the newer one: receivers ignore what is not above the epoch that they have. */
public final class ControlEpoch {
    private ControlEpoch() {}

    /**
     * The epoch of the next message: the time in milliseconds, so that a planner that was restored from an old backup is above
     * everything that its executors have received since; and above the newest one, whatever the clock says.
     */
    public static long next(long newest, Instant at) {
        return Math.max(newest + 1, at.toEpochMilli());
    }
}
