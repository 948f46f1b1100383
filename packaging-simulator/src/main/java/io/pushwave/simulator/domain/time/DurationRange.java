package io.pushwave.simulator.domain.time;

import io.pushwave.simulator.domain.SeededDraw;
import java.time.Duration;

/** Simulated durations from a shortest to a longest, both included, evenly likely in milliseconds. */
public record DurationRange(Duration minimum, Duration maximum) {

    /** Always nothing. */
    public static final DurationRange NONE = new DurationRange(Duration.ZERO, Duration.ZERO);

    /** @throws IllegalArgumentException if the range begins below zero or ends before it begins */
    public DurationRange {
        if (minimum.isNegative() || maximum.compareTo(minimum) < 0) {
            throw new IllegalArgumentException(minimum + " to " + maximum + ", a range from zero upwards is expected");
        }
    }

    /** The milliseconds that these random bits fall on. */
    public long millis(long bits) {
        long width = maximum.minus(minimum).toMillis();
        return minimum.toMillis() + (long) (SeededDraw.unit(bits) * (width + 1));
    }

    /** The longest in milliseconds. */
    long longestMillis() {
        return maximum.toMillis();
    }
}
