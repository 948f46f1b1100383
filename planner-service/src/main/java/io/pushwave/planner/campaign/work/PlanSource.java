package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.rsql.RsqlFilters;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.org.postgres.Inventory;
import io.pushwave.planner.plan.Eligibility;
import io.pushwave.planner.plan.Plan;
import io.pushwave.planner.plan.PlanBuilder;
import io.pushwave.planner.plan.PlanHash;
import io.pushwave.planner.plan.PlanTerms;
import io.pushwave.planner.plan.WaveTerms;
import io.pushwave.planner.strategy.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes plans from a package's catalogue and a complete inventory of its subscribers. */
@ApplicationScoped
class PlanSource {
    private final Catalogues catalogues;
    private final Inventory inventory;
    private final PlannerConfig config;
    private final Clock clock;
    private final RsqlFilters filters = new RsqlFilters(FilterLimits.DEFAULT);

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
        var strategy = campaign.strategy().document();
        var catalogue = catalogues.of(target.packageId());
        var eligibility = new Eligibility(catalogue, target.versionId(), target.versionNumber());
        var versions = KnownVersions.of(catalogue, clock.instant());
        var seed = target.versionId().key();
        var builder = new PlanBuilder(new PlanTerms(
                seed,
                WaveTerms.of(strategy, filters::parse),
                strategy.customers().sandboxesFirst(),
                config.planning().orgsMaximum()));
        inventory.forEach(
                snapshotId,
                config.batches().planning(),
                org -> builder.add(versions.facts(org, Optional.empty()), eligibility.exclusion(org.installation())));
        var plan = builder.build();
        var inputs = List.of(target.versionId().key(), CanonicalJson.of(strategy), seed);
        return new Made(PlanHash.of(inputs, plan), plan);
    }

    /** Nothing that came for this campaign is needed any more. */
    void discard(CampaignId campaign) {
        inventory.discard(campaign);
    }
}
