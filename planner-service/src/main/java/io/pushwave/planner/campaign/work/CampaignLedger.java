package io.pushwave.planner.campaign.work;

import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignEvent;
import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.campaign.kafka.CampaignMessages;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.gate.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Stores what {@link io.pushwave.planner.campaign.CampaignLife} decided: the campaign's next state, what became of its waves, and the
 * messages about it, in the caller's transaction. None can be had without the others, and no state that was not decided there.
 */
@ApplicationScoped
class CampaignLedger {
    private static final Logger LOG = Logger.getLogger(CampaignLedger.class);

    private final Campaigns campaigns;
    private final Waves waves;
    private final Outbox outbox;
    private final CampaignMetrics metrics;
    private final AfterCommit afterCommit;

    CampaignLedger(Campaigns campaigns, Waves waves, Outbox outbox, CampaignMetrics metrics, AfterCommit afterCommit) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.outbox = outbox;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
    }

    /**
     * Stores a change.
     *
     * @return the campaign after it
     * @throws IllegalStateException if the stored campaign is not in the state that the change was made from
     */
    Campaign store(Outcome.Changed change) {
        var campaign = change.campaign();
        campaigns.store(change);
        change.events().forEach(event -> storeInWave(campaign, event, change.at()));
        outbox.append(CampaignMessages.of(change), campaign.traceParent());
        change.from()
                .ifPresent(from ->
                        afterCommit.run(() -> LOG.infof("campaign %s: %s -> %s", campaign.id(), from, change.next())));
        return campaign;
    }

    private void storeInWave(Campaign campaign, CampaignEvent event, Instant at) {
        switch (event) {
            case CampaignEvent.WaveOpened opened -> waves.open(campaign.id(), opened.wave(), at);
            case CampaignEvent.GateDecided decided -> {
                waves.decideGate(campaign.id(), decided.wave().number(), decided.gate(), decided.reason(), at);
                afterCommit.run(() -> metrics.gateDecided(decided.gate()));
            }
            case CampaignEvent.Resumed resumed ->
                resumed.accepted()
                        .ifPresent(accepted -> waves.tolerate(campaign.id(), accepted.wave(), accepted.tolerated()));
            case CampaignEvent.Created _,
                    CampaignEvent.Planned _,
                    CampaignEvent.Halted _,
                    CampaignEvent.Aborted _,
                    CampaignEvent.Completed _,
                    CampaignEvent.ControlChanged _ -> {
                // Nothing of a wave changes with it.
            }
        }
    }
}
