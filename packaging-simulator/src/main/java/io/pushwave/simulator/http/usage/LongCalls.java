package io.pushwave.simulator.http.usage;

import java.time.Duration;

/**
 * The calls in flight that take long, of which Salesforce allows only so many at once. How long a call will take is known
 * when it comes, so it counts from its beginning.
 */
public final class LongCalls {
    private final int limit;
    private final Duration threshold;
    private int running;

    /**
     * None so far.
     *
     * @param limit most at once
     * @param threshold how long a call takes at least, wall-clock time, to be one
     */
    public LongCalls(int limit, Duration threshold) {
        this.limit = limit;
        this.threshold = threshold;
    }

    public boolean isLong(Duration latency) {
        return latency.compareTo(threshold) >= 0;
    }

    /** Whether no call may begin now, be it long or short. */
    public boolean isFull() {
        return running >= limit;
    }

    public void begin() {
        running++;
    }

    public void end() {
        running--;
    }
}
