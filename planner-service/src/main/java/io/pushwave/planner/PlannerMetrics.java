package io.pushwave.planner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.planner.domain.CampaignState;
import io.pushwave.planner.domain.RejectionReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the planner counts. Tags come from closed sets only. */
@ApplicationScoped
public class PlannerMetrics {
    /** Release events of which a campaign came. Prometheus: {@code pushwave_releases_accepted_total}. */
    public static final String RELEASES_ACCEPTED = "pushwave.releases.accepted";

    /** Release events of which none came, by {@link #REASON}. Prometheus: {@code pushwave_releases_rejected_total}. */
    public static final String RELEASES_REJECTED = "pushwave.releases.rejected";

    /** Campaigns by {@link #STATE}. Prometheus: {@code pushwave_campaigns}. */
    public static final String CAMPAIGNS = "pushwave.campaigns";

    /** Push commands, one per org and attempt. Prometheus: {@code pushwave_commands_emitted_total}. */
    public static final String COMMANDS_EMITTED = "pushwave.commands.emitted";

    /** Results that changed an org, by {@link #STATE}. Prometheus: {@code pushwave_results_folded_total}. */
    public static final String RESULTS_FOLDED = "pushwave.results.folded";

    /** Orgs that a late answer corrected, by {@link #STATE}. Prometheus: {@code pushwave_results_corrected_total}. */
    public static final String RESULTS_CORRECTED = "pushwave.results.corrected";

    /** Gate decisions by {@link #GATE}. Prometheus: {@code pushwave_gates_decided_total}. */
    public static final String GATES_DECIDED = "pushwave.gates.decided";

    /** Orgs that were given a wave or left out. Prometheus: {@code pushwave_orgs_planned_total}. */
    public static final String ORGS_PLANNED = "pushwave.orgs.planned";

    /** Steps of campaigns that failed and are tried again. Prometheus: {@code pushwave_campaign_steps_failed_total}. */
    public static final String STEPS_FAILED = "pushwave.campaign.steps.failed";

    public static final String REASON = "reason";
    public static final String STATE = "state";
    public static final String GATE = "gate";

    private final MeterRegistry meters;
    private final Map<CampaignState.Name, AtomicLong> campaigns = new EnumMap<>(CampaignState.Name.class);

    PlannerMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (var state : CampaignState.Name.values()) {
            var count = new AtomicLong();
            campaigns.put(state, count);
            meters.gauge(CAMPAIGNS, Tags.of(STATE, state.name()), count);
        }
        // Present from the start, so that an alert can tell "none" from "not measured".
        for (var reason : RejectionReason.values()) {
            meters.counter(RELEASES_REJECTED, REASON, reason.label());
        }
        meters.counter(RELEASES_ACCEPTED);
        meters.counter(COMMANDS_EMITTED);
    }

    public void releaseAccepted() {
        meters.counter(RELEASES_ACCEPTED).increment();
    }

    public void releaseRejected(RejectionReason reason) {
        meters.counter(RELEASES_REJECTED, REASON, reason.label()).increment();
    }

    public void commandsEmitted(int commands) {
        meters.counter(COMMANDS_EMITTED).increment(commands);
    }

    /** Counts results that changed an org; {@code state} is the state that the orgs went to. */
    public void resultsFolded(String state, long orgs) {
        meters.counter(RESULTS_FOLDED, STATE, state).increment((double) orgs);
    }

    /** Counts late answers that changed an org; {@code state} is the state that the orgs went to. */
    public void resultsCorrected(String state, long orgs) {
        meters.counter(RESULTS_CORRECTED, STATE, state).increment((double) orgs);
    }

    public void gateDecided(Gate gate) {
        meters.counter(GATES_DECIDED, GATE, gate.name()).increment();
    }

    public void orgsPlanned(int orgs) {
        meters.counter(ORGS_PLANNED).increment((double) orgs);
    }

    public void stepFailed() {
        meters.counter(STEPS_FAILED).increment();
    }

    /** Sets the numbers of campaigns; states without campaigns may be absent. */
    public void campaigns(Map<CampaignState.Name, Long> counts) {
        campaigns.forEach((state, count) -> count.set(counts.getOrDefault(state, 0L)));
    }
}
