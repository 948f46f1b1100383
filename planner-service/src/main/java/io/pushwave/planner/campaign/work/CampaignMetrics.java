package io.pushwave.planner.campaign.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.gate.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of campaigns. Tags come from closed sets only. */
@ApplicationScoped
public class CampaignMetrics {
    /** Campaigns by {@link #STATE}. Prometheus: {@code pushwave_campaigns}. */
    public static final String CAMPAIGNS = "pushwave.campaigns";

    /** Gate decisions by {@link #GATE}. Prometheus: {@code pushwave_gates_decided_total}. */
    public static final String GATES_DECIDED = "pushwave.gates.decided";

    /** Orgs that were given a wave or excluded. Prometheus: {@code pushwave_orgs_planned_total}. */
    public static final String ORGS_PLANNED = "pushwave.orgs.planned";

    /** Steps of campaigns that failed and are tried again. Prometheus: {@code pushwave_campaign_steps_failed_total}. */
    public static final String STEPS_FAILED = "pushwave.campaign.steps.failed";

    public static final String STATE = "state";
    public static final String GATE = "gate";

    private final MeterRegistry meters;
    private final Map<CampaignState.Name, AtomicLong> campaigns = new EnumMap<>(CampaignState.Name.class);

    CampaignMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (var state : CampaignState.Name.values()) {
            var count = new AtomicLong();
            campaigns.put(state, count);
            meters.gauge(CAMPAIGNS, Tags.of(STATE, state.name()), count);
        }
    }

    void gateDecided(Gate gate) {
        meters.counter(GATES_DECIDED, GATE, gate.name()).increment();
    }

    void orgsPlanned(int orgs) {
        meters.counter(ORGS_PLANNED).increment((double) orgs);
    }

    void stepFailed() {
        meters.counter(STEPS_FAILED).increment();
    }

    /** Sets the numbers of campaigns; states without campaigns may be absent. */
    void campaigns(Map<CampaignState.Name, Long> counts) {
        campaigns.forEach((state, count) -> count.set(counts.getOrDefault(state, 0L)));
    }
}
