package io.pushwave.planner.dispatch.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.planner.dispatch.StrayResult;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** What is counted of commands and results. Tags come from closed sets only. */
@Startup
@ApplicationScoped
public class DispatchMetrics {
    /** Push commands, one per org and attempt. Prometheus: {@code pushwave_commands_emitted_total}. */
    public static final String COMMANDS_EMITTED = "pushwave.commands.emitted";

    /** Results that changed an org, by {@link #STATE}. Prometheus: {@code pushwave_results_folded_total}. */
    public static final String RESULTS_FOLDED = "pushwave.results.folded";

    /** Orgs that a late answer corrected, by {@link #STATE}. Prometheus: {@code pushwave_results_corrected_total}. */
    public static final String RESULTS_CORRECTED = "pushwave.results.corrected";

    /** Results that changed nothing, by {@link #KIND}. Prometheus: {@code pushwave_results_ignored_total}. */
    public static final String RESULTS_IGNORED = "pushwave.results.ignored";

    public static final String STATE = "state";
    public static final String KIND = "kind";

    private final MeterRegistry meters;

    DispatchMetrics(MeterRegistry meters) {
        this.meters = meters;
        // Present from the start, so that an alert can distinguish "none" from "not measured".
        for (var kind : StrayResult.values()) {
            meters.counter(RESULTS_IGNORED, KIND, kind.name());
        }
        meters.counter(COMMANDS_EMITTED);
    }

    void commandsEmitted(int commands) {
        meters.counter(COMMANDS_EMITTED).increment(commands);
    }

    /** Counts results that changed an org; {@code state} is the state that the orgs went to. */
    void resultsFolded(String state, long orgs) {
        meters.counter(RESULTS_FOLDED, STATE, state).increment((double) orgs);
    }

    /** Counts late answers that changed an org; {@code state} is the state that the orgs went to. */
    void resultsCorrected(String state, long orgs) {
        meters.counter(RESULTS_CORRECTED, STATE, state).increment((double) orgs);
    }

    /** Counts results that changed nothing. */
    void resultsIgnored(StrayResult kind, long results) {
        meters.counter(RESULTS_IGNORED, KIND, kind.name()).increment((double) results);
    }
}
