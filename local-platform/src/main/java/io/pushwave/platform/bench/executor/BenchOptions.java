package io.pushwave.platform.bench.executor;

import java.time.Duration;
import java.util.Map;

/**
 * What is measured.
 *
 * @param orgs that are pushed, 1 to 2,000,000
 * @param waiting further commands that lie stored all the while, 0 or more: half of them in a halted campaign, half with an
 *     earliest start tomorrow
 * @param inFlight orgs whose jobs stay active all the while, 5,000 to 2,000,000: they are pushed before anything is measured
 * @param latency of every call of the packaging API
 * @param follow how long the active requests are followed before the end
 * @param executor settings of the executor by the names of their environment variables
 */
public record BenchOptions(
        int orgs, int waiting, int inFlight, Duration latency, Duration follow, Map<String, String> executor) {
    /** Fewer do not warm the executor up. */
    public static final int IN_FLIGHT_MINIMUM = 5_000;

    private static final int ORGS_MAXIMUM = 2_000_000;

    public BenchOptions {
        if (orgs < 1 || orgs > ORGS_MAXIMUM) {
            throw new IllegalArgumentException("orgs is " + orgs + ", 1 to " + ORGS_MAXIMUM + " are possible");
        }
        if (waiting < 0 || waiting > ORGS_MAXIMUM) {
            throw new IllegalArgumentException("waiting is " + waiting + ", 0 to " + ORGS_MAXIMUM + " are possible");
        }
        if (inFlight < IN_FLIGHT_MINIMUM || inFlight > ORGS_MAXIMUM) {
            throw new IllegalArgumentException(
                    "in-flight is " + inFlight + ", " + IN_FLIGHT_MINIMUM + " to " + ORGS_MAXIMUM + " are possible");
        }
        executor = Map.copyOf(executor);
    }
}
