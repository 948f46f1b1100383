package io.pushwave.platform.settings;

import java.util.Map;

/** How patient the services are: settings of theirs, by the names of their environment variables. */
public record Pace(Map<String, String> planner, Map<String, String> executor) {
    /** What the services do by themselves. */
    public static final Pace REAL = new Pace(Map.of(), Map.of());

    /** For people who look on, and for tests: the same steps with seconds instead of minutes between them. */
    public static final Pace DEMONSTRATION = new Pace(
            Map.of(
                    "PUSHWAVE_PLANNER_STRATEGY_BAKE", "PT1S",
                    "PUSHWAVE_PLANNER_STRATEGY_RETRY_DELAY", "PT1S"),
            Map.of(
                    "PUSHWAVE_EXECUTOR_REQUEST_LINGER", "PT0.2S",
                    "PUSHWAVE_EXECUTOR_POLLING_MIN_INTERVAL", "PT0.3S",
                    "PUSHWAVE_EXECUTOR_POLLING_MAX_INTERVAL", "PT1S",
                    "PUSHWAVE_EXECUTOR_POLLING_FULL_COMPARISON", "PT10S",
                    // A killed executor's work lies for as long as its lease, and its calls at once for as long
                    // as one can take; the simulator never takes seconds to answer.
                    "PUSHWAVE_EXECUTOR_SALESFORCE_CONNECT_TIMEOUT", "PT1S",
                    "PUSHWAVE_EXECUTOR_SALESFORCE_CALL_TIMEOUT", "PT5S",
                    "PUSHWAVE_EXECUTOR_LEASE", "PT8S"));

    public Pace {
        planner = Map.copyOf(planner);
        executor = Map.copyOf(executor);
    }
}
