package io.pushwave.planner.strategy;

/**
 * How many failed orgs a wave may have before its campaign halts.
 *
 * @param percentage of the wave's planned orgs, 0 to 100, rounded down
 * @param minimum tolerated whatever the percentage gives, 0 to 1,000,000, so that a small wave is not stopped by one bad org
 */
public record Tolerance(int percentage, int minimum) {
    public static final int MINIMUM_MAXIMUM = 1_000_000;

    public Tolerance {
        Allowed.number("percentage", percentage, 0, 100);
        Allowed.number("minimum", minimum, 0, MINIMUM_MAXIMUM);
    }

    /** Tolerated failed orgs of a wave with so many planned orgs. */
    public long of(long planned) {
        return Math.max(minimum, planned * percentage / 100);
    }
}
