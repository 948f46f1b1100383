package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.dispatch.postgres.PlanEntries;
import io.pushwave.planner.gate.postgres.Waves;
import io.pushwave.planner.plan.Planning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Makes plans and stores their entries; a plan that is not in memory any more is made anew. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class StorePlan {
    private static final Logger LOG = Logger.getLogger(StorePlan.class);

    private final PlanSource source;
    private final PlansInMaking plans;
    private final PlanEntries entries;
    private final Campaigns campaigns;
    private final Waves waves;
    private final PlannerConfig.Batches batches;

    StorePlan(
            PlanSource source,
            PlansInMaking plans,
            PlanEntries entries,
            Campaigns campaigns,
            Waves waves,
            PlannerConfig config) {
        this.source = source;
        this.plans = plans;
        this.entries = entries;
        this.campaigns = campaigns;
        this.waves = waves;
        this.batches = config.batches();
    }

    PlanSource.Made make(Campaign campaign) {
        var made = source.make(campaign);
        plans.keep(campaign.id(), made);
        return made;
    }

    /** Stores the next entries, or removes what is stored of a plan that would not come out the same again. */
    void storeNextPage(Campaign campaign, Planning planning) {
        var id = campaign.id();
        var made = plans.of(id).orElseGet(() -> make(campaign));
        if (!planning.hash().equals(Optional.of(made.hash()))) {
            startOver(id, planning);
            return;
        }
        int upTo = Math.min(planning.stored() + batches.planning(), planning.entries());
        entries.store(
                id,
                IntStream.range(planning.stored(), upTo)
                        .mapToObj(made.plan()::entry)
                        .toList());
        campaigns.planning(id, planning.stored(upTo));
        if (upTo == planning.entries()) {
            plans.forget(id);
        }
    }

    private void startOver(CampaignId campaign, Planning planning) {
        if (!entries.remove(campaign, batches.cleanUp())) {
            LOG.infof("campaign %s is planned anew: its orgs have changed since plan %s", campaign, planning.hash());
            waves.remove(campaign);
            campaigns.planning(campaign, planning.anew());
        }
    }

    /** Nothing that a campaign's plan was made from is needed any more. */
    void forget(CampaignId campaign) {
        plans.forget(campaign);
        source.discard(campaign);
    }
}
