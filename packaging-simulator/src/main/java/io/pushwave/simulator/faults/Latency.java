package io.pushwave.simulator.faults;

import io.pushwave.simulator.domain.SeededDraw;
import java.time.Duration;

/** How long calls wait, wall-clock time; a pure function of what is drawn, at most {@link #LONGEST}. */
public sealed interface Latency {
    /** Salesforce ends a call after ten minutes. */
    Duration LONGEST = Duration.ofMinutes(10);

    /** The standard normal distribution's value that 99 of 100 draws stay below. */
    double NORMAL_P99 = 2.326_347_874;

    /**
     * The wait of one call.
     *
     * @param bits even bits, drawn for it
     */
    Duration drawn(long bits);

    /** Always the same. */
    record Fixed(Duration latency) implements Latency {
        @Override
        public Duration drawn(long bits) {
            return latency;
        }
    }

    /** Evenly spread. */
    record Uniform(Duration minimum, Duration maximum) implements Latency {
        @Override
        public Duration drawn(long bits) {
            return seconds(seconds(minimum) + SeededDraw.unit(bits) * (seconds(maximum) - seconds(minimum)));
        }
    }

    /** As between independent events; the p99 is 6.6 times the median. */
    record Exponential(Duration median) implements Latency {
        @Override
        public Duration drawn(long bits) {
            return seconds(seconds(median) * -Math.log1p(-SeededDraw.unit(bits)) / Math.log(2));
        }
    }

    /** As services have it: most calls near the median, a long tail. */
    record Lognormal(Duration median, Duration p99) implements Latency {
        @Override
        public Duration drawn(long bits) {
            double sigma = Math.log(seconds(p99) / seconds(median)) / NORMAL_P99;
            return seconds(seconds(median) * Math.exp(sigma * normal(bits)));
        }

        /** Box and Muller's way from two even draws to a normal one. */
        private static double normal(long bits) {
            double radius = Math.sqrt(-2 * Math.log1p(-SeededDraw.unit(bits)));
            return radius * Math.cos(2 * Math.PI * SeededDraw.unit(SeededDraw.bits(bits, 1, 2)));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (Math.min(seconds, (double) LONGEST.toSeconds()) * 1e9));
    }
}
