package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.messaging.Outbox;
import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.PlannerMetrics;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignState.Preparing;
import io.pushwave.planner.domain.CatalogueVersion;
import io.pushwave.planner.domain.Eligibility;
import io.pushwave.planner.domain.Wave;
import io.pushwave.planner.domain.WaveCounts;
import io.pushwave.planner.domain.WavePlanner;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.Catalogues;
import io.pushwave.planner.postgres.Inventory;
import io.pushwave.planner.postgres.OrgPushes;
import io.pushwave.planner.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Makes a campaign's plan from a whole inventory, page by page, each page one transaction. The places that are left in each
 * wave and the last org that was placed are stored with it, so a crash costs one page and the plan comes out the same.
 */
@ApplicationScoped
class PlanCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final OrgPushes orgPushes;
    private final Inventory inventory;
    private final Catalogues catalogues;
    private final CampaignLedger ledger;
    private final Outbox outbox;
    private final PlannerMetrics metrics;
    private final AfterCommit afterCommit;
    private final PlannerConfig.Batches batches;
    private final Clock clock;

    PlanCampaign(
            Campaigns campaigns,
            Waves waves,
            OrgPushes orgPushes,
            Inventory inventory,
            Catalogues catalogues,
            CampaignLedger ledger,
            Outbox outbox,
            PlannerMetrics metrics,
            AfterCommit afterCommit,
            PlannerConfig config,
            Clock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.orgPushes = orgPushes;
        this.inventory = inventory;
        this.catalogues = catalogues;
        this.ledger = ledger;
        this.outbox = outbox;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.batches = config.batches();
        this.clock = clock;
    }

    /** Plans the next orgs of a locked campaign, or says that the plan stands. */
    @Transactional(TxType.MANDATORY)
    void planNextPage(Campaign campaign, List<Wave> planned) {
        var planning = campaigns.planning(campaign.id());
        var snapshotId = planning.snapshotId().orElseThrow();
        var eligibility = eligibility(campaign);
        var waves = planned.isEmpty() ? layOut(campaign, snapshotId, eligibility) : planned;
        var page = inventory.page(snapshotId, planning.plannedUpTo().orElse(""), batches.planning());
        if (page.isEmpty()) {
            finish(campaign, snapshotId, waves);
            return;
        }
        place(campaign, waves, eligibility, page);
        campaigns.plannedUpTo(campaign.id(), page.getLast().org().orgKey().value());
        afterCommit.run(() -> metrics.orgsPlanned(page.size()));
    }

    private Eligibility eligibility(Campaign campaign) {
        var target = campaign.target();
        var version =
                new CatalogueVersion(target.versionId(), target.versionName(), target.versionNumber(), false, false);
        return new Eligibility(catalogues.of(target.packageId()), version);
    }

    /** Counts who is eligible and gives each wave its quota. */
    private List<Wave> layOut(Campaign campaign, String snapshotId, Eligibility eligibility) {
        var excluded = new EnumMap<ExclusionReason, Long>(ExclusionReason.class);
        long eligible = 0;
        for (var state : inventory.census(snapshotId)) {
            var reason = eligibility.exclusion(state.installation());
            if (reason.isPresent()) {
                excluded.merge(reason.get(), state.orgs(), Long::sum);
            } else {
                eligible += state.orgs();
            }
        }
        var strategy = campaign.strategy();
        var layout = new ArrayList<Wave>();
        for (long quota : strategy.quotas(eligible)) {
            layout.add(new Wave(
                    layout.size() + 1,
                    WaveCounts.quota(quota),
                    strategy.tolerance().of(quota)));
        }
        waves.create(campaign.id(), layout);
        campaigns.exclude(campaign.id(), excluded);
        return layout;
    }

    private void place(Campaign campaign, List<Wave> waves, Eligibility eligibility, List<StagedSubscriber> page) {
        var now = clock.instant();
        var placesLeft = waves.stream()
                .map(wave -> wave.counts().planned() - wave.counts().placed())
                .toList();
        var planner = new WavePlanner(campaign.target().versionId(), placesLeft);
        var placed = new ArrayList<PlacedOrg>(page.size());
        var entries = new ArrayList<CampaignPlanEntry>(page.size());
        for (var subscriber : page) {
            var org = subscriber.org();
            var exclusion = eligibility.exclusion(subscriber.installation());
            if (exclusion.isPresent()) {
                entries.add(new OrgExcluded(campaign.id().value(), org, exclusion.get(), now));
            } else {
                int wave = planner.waveOf(org.orgKey());
                placed.add(new PlacedOrg(org.orgKey(), wave));
                entries.add(new OrgPlanned(campaign.id().value(), org, wave, now));
            }
        }
        orgPushes.place(campaign.id(), placed);
        outbox.append(entries, campaign.traceParent());
    }

    private void finish(Campaign campaign, String snapshotId, List<Wave> waves) {
        for (var wave : waves) {
            var counts = wave.counts();
            if (counts.placed() != counts.planned()) {
                throw new IllegalStateException("campaign " + campaign.id() + ": wave " + wave.number() + " has "
                        + counts.placed() + " orgs, " + counts.planned() + " are planned; snapshot " + snapshotId
                        + " changed while it was planned from");
            }
        }
        var excluded = campaigns.excluded(campaign.id());
        var now = clock.instant();
        ledger.change(
                campaign,
                new Preparing().planned(),
                now,
                announcements -> announcements.event(sequence -> new CampaignPlanned(
                        campaign.id().value(),
                        sequence,
                        now,
                        waves.stream()
                                .map(wave -> new PlannedWave(
                                        wave.number(), wave.counts().planned(), wave.tolerated()))
                                .toList(),
                        waves.stream()
                                .mapToLong(wave -> wave.counts().planned())
                                .sum(),
                        excluded.values().stream().mapToLong(Long::longValue).sum(),
                        campaign.strategy().retries().attemptsMaximum(),
                        excluded)));
        inventory.discard(campaign.id());
    }
}
