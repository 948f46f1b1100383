package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.Outbox;
import io.pushwave.planner.DefaultStrategy;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.CampaignState.Preparing;
import io.pushwave.planner.domain.CatalogueVersion;
import io.pushwave.planner.domain.Target;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.Catalogues;
import io.pushwave.planner.release.StoredRelease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/** Begins a campaign for an accepted release. */
@ApplicationScoped
public class CreateCampaign {
    private final Campaigns campaigns;
    private final Catalogues catalogues;
    private final DefaultStrategy strategies;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    CreateCampaign(
            Campaigns campaigns,
            Catalogues catalogues,
            DefaultStrategy strategies,
            Outbox outbox,
            IdSource ids,
            Clock clock) {
        this.campaigns = campaigns;
        this.catalogues = catalogues;
        this.strategies = strategies;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The campaign's control state is RUNNING from the start: what is commanded may be pushed, and nothing is commanded yet. */
    @Transactional(TxType.MANDATORY)
    public CampaignId create(StoredRelease release, CatalogueVersion version) {
        var now = clock.instant();
        var target = new Target(
                release.packageId(),
                catalogues.of(release.packageId()).packageName(),
                version.id(),
                version.name(),
                version.number());
        var campaign = new Campaign(
                new CampaignId(ids.next()),
                target,
                strategies.strategy(),
                new Preparing(),
                0,
                0,
                release.traceParent());
        var announcements = new Announcements(campaign)
                .event(sequence -> new CampaignCreated(
                        campaign.id().value(),
                        sequence,
                        now,
                        target.packageId().value(),
                        target.packageName(),
                        target.versionId().value(),
                        target.versionName(),
                        target.versionNumber().toString(),
                        campaign.strategy().name(),
                        release.requestedBy(),
                        release.reason()))
                .control(CampaignControl.State.RUNNING, "created", now);
        campaigns.create(announcements.announced(), release, now);
        outbox.append(announcements.messages(), campaign.traceParent());
        return campaign.id();
    }
}
