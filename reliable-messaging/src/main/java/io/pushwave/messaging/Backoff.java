package io.pushwave.messaging;

import java.time.Duration;

/**
 * Waits that double up to a maximum. Whoever counts its failures itself asks by their number ({@link #after}); the other methods
 * keep the count, for one thread.
 */
public final class Backoff {
    private static final int DOUBLINGS_MAXIMUM = 30;

    private final Duration first;
    private final Duration maximum;
    private Duration next;

    public Backoff(Duration first, Duration maximum) {
        this.first = first;
        this.maximum = maximum;
        this.next = first;
    }

    /** The wait after a number of failures in a row, which counts from 1. */
    public Duration after(int failures) {
        return bounded(first.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS_MAXIMUM)));
    }

    /** The wait that {@link #advance()} will give. */
    public Duration next() {
        return next;
    }

    /** The next wait; the one after it is twice as long. */
    public Duration advance() {
        var now = next;
        next = bounded(next.multipliedBy(2));
        return now;
    }

    /** Begins with the first wait again, after a success. */
    public void reset() {
        next = first;
    }

    private Duration bounded(Duration wait) {
        return wait.compareTo(maximum) < 0 ? wait : maximum;
    }
}
