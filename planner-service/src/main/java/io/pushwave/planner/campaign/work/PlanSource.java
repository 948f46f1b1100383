package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.org.postgres.Inventory;
import io.pushwave.planner.plan.Eligibility;
import io.pushwave.planner.plan.Plan;
import io.pushwave.planner.plan.PlanBuilder;
import io.pushwave.planner.plan.PlanHash;
import io.pushwave.planner.plan.PlanTerms;
import io.pushwave.planner.plan.WaveTerms;
import io.pushwave.planner.plan.WaveTerms.WaveSize;
import io.pushwave.planner.strategy.CampaignTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes plans from a package's catalogue and a complete inventory of its subscribers. */
@ApplicationScoped
class PlanSource {
    private final Catalogues catalogues;
    private final Inventory inventory;
    private final PlannerConfig config;
    private final Clock clock;

    PlanSource(Catalogues catalogues, Inventory inventory, PlannerConfig config, Clock clock) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.config = config;
        this.clock = clock;
    }

    /** A plan and its hash. */
    record Made(PlanHash hash, Plan plan) {}

    /** Makes a campaign's plan; reads every org once. */
    Made make(Campaign campaign, String snapshotId) {
        var target = campaign.target();
        var strategy = campaign.strategy();
        var catalogue = catalogues.of(target.packageId());
        var eligibility = new Eligibility(catalogue, target.versionId(), target.versionNumber());
        var versions = KnownVersions.of(catalogue, clock.instant());
        var seed = target.versionId().key();
        var builder = new PlanBuilder(
                new PlanTerms(seed, waves(strategy), false, config.planning().orgsMaximum()));
        inventory.forEach(
                snapshotId,
                config.batches().planning(),
                org -> builder.add(versions.facts(org, Optional.empty()), eligibility.exclusion(org.installation())));
        var plan = builder.build();
        var inputs = List.of(target.versionId().key(), strategy.toString(), seed);
        return new Made(PlanHash.of(inputs, plan), plan);
    }

    private static List<WaveTerms> waves(CampaignTerms strategy) {
        var waves = new ArrayList<WaveTerms>();
        for (int percentage : strategy.wavePercentages()) {
            waves.add(new WaveTerms("wave " + (waves.size() + 1), _ -> true, new WaveSize.Percentage(percentage)));
        }
        return waves;
    }

    /** Nothing that came for this campaign is needed any more. */
    void discard(CampaignId campaign) {
        inventory.discard(campaign);
    }
}
