package io.pushwave.planner.dispatch.pace;

import io.pushwave.planner.dispatch.pace.Allowance.Limit;
import io.pushwave.planner.strategy.Ramp;
import io.pushwave.planner.strategy.Rate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast a campaign may go: the smallest of what its rate, its ramp, its own pushes in flight and those of all campaigns allow.
 *
 * @param rate as fast as can be if empty
 * @param ramp all at once if empty
 * @param inFlight most pushes in flight; not bounded if empty
 * @param inFlightOfAll most pushes that all campaigns together have in flight, at least 1
 */
public record Pace(Optional<Rate> rate, Optional<Ramp> ramp, OptionalInt inFlight, long inFlightOfAll) {

    /**
     * How many pushes may be begun now.
     *
     * @param atMost a step of the planner, at least 1
     */
    public Allowance allowance(Load load, long atMost) {
        var allowance = new Allowance(atMost, Limit.BATCH, Optional.empty())
                .and(forResults(inFlightOfAll - load.inFlightOfAll(), Limit.IN_FLIGHT_OF_ALL));
        if (inFlight.isPresent()) {
            allowance = allowance.and(forResults(inFlight.getAsInt() - load.inFlight(), Limit.IN_FLIGHT));
        }
        if (ramp.isPresent()) {
            allowance = allowance.and(forResults(rampLeft(ramp.get(), load), Limit.RAMP));
        }
        return rate.isPresent() ? allowance.and(byRate(rate.get(), load)) : allowance;
    }

    /** What the rate has left over after some pushes were begun; empty without a rate. */
    public Optional<TokenBucket> after(Load load, long begun) {
        return rate.map(each -> bucket(each, load).without(begun));
    }

    private static Allowance forResults(long orgs, Limit limit) {
        return new Allowance(Math.max(orgs, 0), limit, Optional.empty());
    }

    private static Allowance byRate(Rate rate, Load load) {
        int perMinute = rate.perMinute(load.succeeded());
        var bucket = bucket(rate, load);
        return new Allowance(bucket.whole(), Limit.RATE, Optional.of(bucket.nextAt(perMinute)));
    }

    private static TokenBucket bucket(Rate rate, Load load) {
        int perMinute = rate.perMinute(load.succeeded());
        return load.bucket()
                .map(bucket -> bucket.refilled(perMinute, load.now()))
                .orElseGet(() -> TokenBucket.full(perMinute, load.now()));
    }

    /** Each step is larger by the factor, and begins when the orgs of those before it have mostly ended. */
    private static long rampLeft(Ramp ramp, Load load) {
        double step = ramp.first();
        double steps = step;
        while (steps < Long.MAX_VALUE / 4.0 && load.ended() * 100.0 >= steps * ramp.mostlyEndedPercentage()) {
            step *= ramp.factor();
            steps += step;
        }
        return (long) steps - load.begun();
    }
}
