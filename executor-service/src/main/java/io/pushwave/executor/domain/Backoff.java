package io.pushwave.executor.domain;

import java.time.Duration;

/**
 * Waits that double from a first one up to a longest.
 *
 * @param first at least one millisecond
 * @param longest at least {@code first}
 */
public record Backoff(Duration first, Duration longest) {
    private static final int DOUBLINGS_MAXIMUM = 30;

    public Backoff {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "a wait from " + first + " up to " + longest + ": it must begin with 1 ms and not shrink");
        }
    }

    /** The wait after a number of failures in a row, which counts from 1. */
    public Duration after(int failures) {
        var wait = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS_MAXIMUM));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
