package io.pushwave.platform.bench.endtoend;

import io.pushwave.platform.bench.Series;

/**
 * What is measured from end to end.
 *
 * @param orgs of the simulated customer base, 1 to 2,000,000
 * @param runs one after the other, each on a platform of its own, 1 to 50
 * @param seed of the customer base
 */
public record EndToEndOptions(int orgs, int runs, long seed) {
    private static final int ORGS_MAXIMUM = 2_000_000;

    public EndToEndOptions {
        if (orgs < 1 || orgs > ORGS_MAXIMUM) {
            throw new IllegalArgumentException("orgs is " + orgs + ", 1 to " + ORGS_MAXIMUM + " are possible");
        }
        Series.requireRuns(runs);
    }
}
