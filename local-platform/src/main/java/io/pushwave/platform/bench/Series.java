package io.pushwave.platform.bench;

import java.util.List;

/**
 * The same figure of several runs, one after the other.
 *
 * @param values at least one
 */
public record Series(List<Double> values) {
    private static final int RUNS_MAXIMUM = 50;

    public Series {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one run");
        }
        values = List.copyOf(values);
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The one in the middle; of an even number the lower of the two. */
    public double median() {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    /** By how many percent of the median the least and the most lie apart. */
    public double spreadPercent() {
        return (most() - least()) / median() * 100;
    }

    /** Refuses a number of runs that no series has: 1 to 50 are possible. */
    public static void requireRuns(int runs) {
        if (runs < 1 || runs > RUNS_MAXIMUM) {
            throw new IllegalArgumentException("runs is " + runs + ", 1 to " + RUNS_MAXIMUM + " are possible");
        }
    }
}
