package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.org.postgres.Inventory;
import io.pushwave.planner.plan.Eligibility;
import io.pushwave.planner.plan.Plan;
import io.pushwave.planner.plan.PlanBuilder;
import io.pushwave.planner.plan.PlanHash;
import io.pushwave.planner.plan.PlanTerms;
import io.pushwave.planner.plan.WaveTerms;
import io.pushwave.planner.plan.WaveTerms.WaveSize;
import io.pushwave.planner.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes plans from a package's catalogue and a complete inventory of its subscribers. */
@ApplicationScoped
class PlanSource {
    private final Catalogues catalogues;
    private final Inventory inventory;
    private final PlannerConfig config;

    PlanSource(Catalogues catalogues, Inventory inventory, PlannerConfig config) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.config = config;
    }

    /** A plan and its hash. */
    record Made(PlanHash hash, Plan plan) {}

    /** Makes a campaign's plan; reads every org once. */
    Made make(Campaign campaign, String snapshotId) {
        var target = campaign.target();
        var strategy = campaign.strategy();
        var eligibility = eligibility(target);
        var seed = target.versionId().key();
        var builder = new PlanBuilder(
                new PlanTerms(seed, waves(strategy), false, config.planning().orgsMaximum()));
        inventory.forEach(snapshotId, config.batches().planning(), org -> {
            var facts = new OrgFacts(org, Optional.empty(), OptionalInt.empty(), Optional.empty());
            builder.add(facts, eligibility.exclusion(org.installation()));
        });
        var plan = builder.build();
        var inputs = List.of(target.versionId().key(), strategy.toString(), seed);
        return new Made(PlanHash.of(inputs, plan), plan);
    }

    private Eligibility eligibility(Target target) {
        var version = new CatalogueVersion(
                target.versionId(), target.versionName(), target.versionNumber(), false, false, Optional.empty());
        return new Eligibility(catalogues.of(target.packageId()), version);
    }

    /** Called by their shares; the percentages are 100 together, so the last wave takes whoever is left. */
    static List<WaveTerms> waves(Strategy strategy) {
        var percentages = strategy.wavePercentages();
        var waves = new ArrayList<WaveTerms>();
        for (int percentage : percentages.subList(0, percentages.size() - 1)) {
            long before = percentages.subList(0, waves.size()).stream()
                    .filter(each -> each == percentage)
                    .count();
            var name = percentage + " %" + (before == 0 ? "" : " (" + (before + 1) + ")");
            waves.add(new WaveTerms(name, WaveKind.SHARE, _ -> true, new WaveSize.Percentage(percentage)));
        }
        waves.add(new WaveTerms(waves.isEmpty() ? "everyone" : "rest", WaveKind.REST, _ -> true, new WaveSize.All()));
        return waves;
    }

    /** Nothing that came for this campaign is needed any more. */
    void discard(CampaignId campaign) {
        inventory.discard(campaign);
    }
}
