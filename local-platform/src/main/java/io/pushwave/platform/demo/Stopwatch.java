package io.pushwave.platform.demo;

import java.time.Duration;

/** Measures elapsed time; not affected by changes of the machine's clock. */
public final class Stopwatch {
    private final long begin = System.nanoTime();

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    public boolean isPast(Duration limit) {
        return elapsed().compareTo(limit) > 0;
    }

    /** Seconds with one decimal, as reports have them. */
    static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 100.0) / 10.0;
    }
}
