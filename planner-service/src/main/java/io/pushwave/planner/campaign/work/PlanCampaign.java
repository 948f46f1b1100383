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
import io.pushwave.planner.plan.Plan;
import io.pushwave.planner.plan.PlanRevision;
import io.pushwave.planner.plan.Planning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a campaign's plan and carries it out to the database and the view: the plan is made at once, its entries are stored page by
 * page, and announced once all are stored. Each page is one transaction, so a crash costs one page. What a crash has taken out of memory is made
 * anew; if it is another plan then, as the inventory has changed, the stored entries are removed and nobody has heard of them.
 */
@ApplicationScoped
class PlanCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final StorePlan storePlan;
    private final AnnouncePlan announcePlan;
    private final CampaignCause cause;
    private final CampaignLedger ledger;
    private final Clock clock;

    PlanCampaign(
            Campaigns campaigns,
            Waves waves,
            StorePlan storePlan,
            AnnouncePlan announcePlan,
            CampaignCause cause,
            CampaignLedger ledger,
            Clock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.storePlan = storePlan;
        this.announcePlan = announcePlan;
        this.cause = cause;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Does the next part of the planning of a locked campaign, or reports that it is complete. */
    @Transactional(TxType.MANDATORY)
    void planNextPage(Campaign campaign, List<Wave> layout) {
        var planning = campaigns.planning(campaign.id());
        if (planning.hash().isEmpty()) {
            make(campaign, planning);
        } else if (!planning.isStored()) {
            storePlan.storeNextPage(campaign, planning);
        } else if (!announcePlan.announceNextPage(campaign, planning)) {
            finish(campaign, planning, layout);
        }
    }

    private void make(Campaign campaign, Planning planning) {
        var made = storePlan.make(campaign);
        var plan = made.plan();
        campaigns.exclude(campaign.id(), plan.excluded());
        if (plan.planned() == 0) {
            giveUp(campaign, plan.excluded());
            return;
        }
        waves.create(campaign.id(), layOut(campaign, plan));
        campaigns.planning(campaign.id(), planning.made(made.hash(), plan.size()));
        cause.counted(campaign.id());
    }

    /** Nobody is left: the release is rejected, with the counts, and its campaign ends before anything was planned. */
    private void giveUp(Campaign campaign, Map<ExclusionReason, Long> excluded) {
        var reason = cause.nobodyLeft(campaign, excluded);
        storePlan.forget(campaign.id());
        change(campaign, new CampaignCommand.GiveUp(reason), CampaignFacts.of(campaign, List.of()));
    }

    /** The waves before anybody has a place in them. */
    private static List<Wave> layOut(Campaign campaign, Plan plan) {
        return plan.waves().stream()
                .map(wave -> new Wave(
                        wave.number(),
                        wave.name(),
                        wave.kind(),
                        WaveCounts.quota(wave.orgs()),
                        campaign.strategy()
                                .document()
                                .toleranceOf(wave.number())
                                .of(wave.orgs())))
                .toList();
    }

    private void finish(Campaign campaign, Planning planning, List<Wave> layout) {
        for (var wave : layout) {
            var counts = wave.counts();
            if (counts.placed() != counts.planned()) {
                throw new IllegalStateException("campaign " + campaign.id() + ": wave " + wave.number() + " has "
                        + counts.placed() + " orgs, " + counts.planned() + " are planned by plan "
                        + planning.hash().orElseThrow());
            }
        }
        var plan = new PlanRevision(planning.revision(), planning.hash().orElseThrow());
        change(
                campaign,
                new CampaignCommand.FinishPlan(plan),
                CampaignFacts.of(campaign, layout, campaigns.excluded(campaign.id())));
        storePlan.forget(campaign.id());
    }

    private void change(Campaign campaign, CampaignCommand command, CampaignFacts facts) {
        ledger.store(CampaignLife.handle(Optional.of(campaign.state()), command, facts, clock.instant())
                .changed());
    }
}
