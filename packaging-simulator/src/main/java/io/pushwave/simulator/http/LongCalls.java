package io.pushwave.simulator.http;

import java.time.Duration;

/**
 * The calls in flight that take long, of which Salesforce allows only so many at once. How long a call will take is known
 * when it comes, so it counts from its beginning.
 */
final class LongCalls {
    private final int limit;
    private final Duration threshold;
    private int running;

    /**
     * None so far.
     *
     * @param limit most at once
     * @param threshold how long a call takes at least, wall-clock time, to be one
     */
    LongCalls(int limit, Duration threshold) {
        this.limit = limit;
        this.threshold = threshold;
    }

    boolean isLong(Duration latency) {
        return latency.compareTo(threshold) >= 0;
    }

    /** Whether no call may begin now, be it long or short. */
    boolean isFull() {
        return running >= limit;
    }

    void begin() {
        running++;
    }

    void end() {
        running--;
    }
}
