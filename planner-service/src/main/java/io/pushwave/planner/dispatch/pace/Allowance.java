package io.pushwave.planner.dispatch.pace;

import java.time.Instant;
import java.util.Optional;

/**
 * How many pushes may be begun now.
 *
 * @param orgs at least 0
 * @param limit what lets no more begin
 * @param again when more may begin, if time alone brings that; empty if it takes a result
 */
public record Allowance(long orgs, Limit limit, Optional<Instant> again) {

    /** What lets no more begin. */
    public enum Limit {
        /** Nothing but the size of one step. */
        BATCH,
        /** The strategy's orgs a minute. */
        RATE,
        /** The step of the activation ramp. */
        RAMP,
        /** The strategy's pushes in flight. */
        IN_FLIGHT,
        /** The pushes that all campaigns together may have in flight. */
        IN_FLIGHT_OF_ALL
    }

    /** The smaller of two. */
    Allowance and(Allowance other) {
        return other.orgs < orgs ? other : this;
    }
}
