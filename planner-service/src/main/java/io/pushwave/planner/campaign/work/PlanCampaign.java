package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignCause;
import io.pushwave.planner.campaign.CampaignCommand;
import io.pushwave.planner.campaign.CampaignFacts;
import io.pushwave.planner.campaign.CampaignLife;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.gate.WaveCounts;
import io.pushwave.planner.gate.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a campaign's plan from a complete inventory, page by page, each page one transaction. The places that are left in each
 * wave and the last org that was placed are stored with it, so a crash costs one page and the plan comes out the same.
 */
@ApplicationScoped
class PlanCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final PlanSource source;
    private final PlaceOrgs placeOrgs;
    private final CampaignCause cause;
    private final CampaignLedger ledger;
    private final Clock clock;

    PlanCampaign(
            Campaigns campaigns,
            Waves waves,
            PlanSource source,
            PlaceOrgs placeOrgs,
            CampaignCause cause,
            CampaignLedger ledger,
            Clock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.source = source;
        this.placeOrgs = placeOrgs;
        this.cause = cause;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Plans the next orgs of a locked campaign, or reports that the plan is complete. */
    @Transactional(TxType.MANDATORY)
    void planNextPage(Campaign campaign, List<Wave> planned) {
        var planning = campaigns.planning(campaign.id());
        var snapshotId = planning.snapshotId().orElseThrow();
        var eligibility = source.eligibility(campaign.target());
        var layout = planned;
        if (layout.isEmpty()) {
            var census = source.census(snapshotId, eligibility);
            campaigns.exclude(campaign.id(), census.excluded());
            if (census.eligible() == 0) {
                giveUp(campaign, census.excluded());
                return;
            }
            layout = layOut(campaign, census.eligible());
            cause.counted(campaign.id());
        }
        var page = source.page(snapshotId, planning);
        if (page.isEmpty()) {
            finish(campaign, snapshotId, layout);
            return;
        }
        placeOrgs.place(campaign, layout, eligibility, page);
        campaigns.plannedUpTo(campaign.id(), page.getLast().org().orgKey().value());
    }

    /** Nobody is left: the release is rejected, with the counts, and its campaign ends before anything was planned. */
    private void giveUp(Campaign campaign, Map<ExclusionReason, Long> excluded) {
        var reason = cause.nobodyLeft(campaign, excluded);
        source.discard(campaign.id());
        change(campaign, new CampaignCommand.GiveUp(reason), CampaignFacts.of(campaign, List.of()));
    }

    /** Gives each wave its quota. */
    private List<Wave> layOut(Campaign campaign, long eligible) {
        var strategy = campaign.strategy();
        var layout = new ArrayList<Wave>();
        for (long quota : strategy.quotas(eligible)) {
            layout.add(new Wave(
                    layout.size() + 1,
                    WaveCounts.quota(quota),
                    strategy.tolerance().of(quota)));
        }
        waves.create(campaign.id(), layout);
        return layout;
    }

    private void finish(Campaign campaign, String snapshotId, List<Wave> layout) {
        for (var wave : layout) {
            var counts = wave.counts();
            if (counts.placed() != counts.planned()) {
                throw new IllegalStateException("campaign " + campaign.id() + ": wave " + wave.number() + " has "
                        + counts.placed() + " orgs, " + counts.planned() + " are planned; snapshot " + snapshotId
                        + " changed while it was planned from");
            }
        }
        change(
                campaign,
                new CampaignCommand.FinishPlan(),
                CampaignFacts.of(campaign, layout, campaigns.excluded(campaign.id())));
        source.discard(campaign.id());
    }

    private void change(Campaign campaign, CampaignCommand command, CampaignFacts facts) {
        ledger.store(CampaignLife.handle(Optional.of(campaign.state()), command, facts, clock.instant())
                .changed());
    }
}
