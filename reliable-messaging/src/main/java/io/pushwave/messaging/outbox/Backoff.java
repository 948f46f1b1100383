package io.pushwave.messaging.outbox;

import java.time.Duration;

/** Waits that double up to a maximum. Used by one thread. */
public final class Backoff {
    private final Duration first;
    private final Duration maximum;
    private Duration next;

    public Backoff(Duration first, Duration maximum) {
        this.first = first;
        this.maximum = maximum;
        this.next = first;
    }

    /** The wait that {@link #advance()} will give. */
    public Duration next() {
        return next;
    }

    /** The next wait; the one after it is twice as long. */
    public Duration advance() {
        var now = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(maximum) < 0 ? doubled : maximum;
        return now;
    }

    /** Begins with the first wait again, after a success. */
    public void reset() {
        next = first;
    }
}
