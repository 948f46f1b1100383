package io.pushwave.planner.strategy;

/**
 * How many failed orgs a wave may have before its campaign halts.
 *
 * @param percentage of the wave's planned orgs, 0 to 100, rounded down
 * @param minimum tolerated whatever the percentage gives, at least 0, so that a small wave is not stopped by one bad org
 */
public record Tolerance(int percentage, int minimum) {
    public Tolerance {
        if (percentage < 0 || percentage > 100) {
            throw new IllegalArgumentException("tolerated percentage is " + percentage + ", 0 to 100 is expected");
        }
        if (minimum < 0) {
            throw new IllegalArgumentException("tolerated minimum is " + minimum + ", at least 0 is expected");
        }
    }

    /** Tolerated failed orgs of a wave with so many planned orgs. */
    public long of(long planned) {
        return Math.max(minimum, planned * percentage / 100);
    }
}
