package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.rsql.RsqlFilters;
import io.pushwave.planner.org.policy.Restriction;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.org.postgres.Inventory;
import io.pushwave.planner.org.postgres.Register;
import io.pushwave.planner.org.postgres.RegisterEntry;
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
import java.util.stream.Stream;

/** Makes plans from a package's catalogue and its register. */
@ApplicationScoped
class PlanSource {
    private final Catalogues catalogues;
    private final Register register;
    private final Inventory inventory;
    private final PlannerConfig config;
    private final Clock clock;
    private final RsqlFilters filters = new RsqlFilters(FilterLimits.DEFAULT);

    PlanSource(Catalogues catalogues, Register register, Inventory inventory, PlannerConfig config, Clock clock) {
        this.catalogues = catalogues;
        this.register = register;
        this.inventory = inventory;
        this.config = config;
        this.clock = clock;
    }

    /** A plan and its hash. */
    record Made(PlanHash hash, Plan plan) {}

    /**
     * Makes a campaign's plan; reads every org once.
     *
     * @throws IllegalStateException if nothing was ever heard of the package's orgs
     */
    Made make(Campaign campaign) {
        var packageId = campaign.target().packageId();
        return register.read(packageId, (_, orgs) -> make(campaign, orgs))
                .orElseThrow(() -> new IllegalStateException("package " + packageId + " has no register"));
    }

    private Made make(Campaign campaign, Stream<RegisterEntry> orgs) {
        var now = clock.instant();
        var target = campaign.target();
        var strategy = campaign.strategy().document();
        var catalogue = catalogues.of(target.packageId());
        var eligibility = new Eligibility(catalogue, target.versionId(), target.versionNumber());
        var versions = KnownVersions.of(catalogue, now);
        var seed = target.versionId().key();
        var builder = new PlanBuilder(new PlanTerms(
                seed,
                WaveTerms.of(strategy, filters::parse),
                strategy.customers().sandboxesFirst(),
                config.planning().orgsMaximum()));
        orgs.forEach(entry -> builder.add(
                versions.facts(entry.org(), entry.parent()),
                eligibility
                        .exclusion(entry.org().installation())
                        .or(() -> entry.policy()
                                .forbids(target.versionNumber(), now)
                                .map(PlanSource::reason))));
        var plan = builder.build();
        var inputs = List.of(target.versionId().key(), CanonicalJson.of(strategy), seed);
        return new Made(PlanHash.of(inputs, plan), plan);
    }

    private static ExclusionReason reason(Restriction restriction) {
        return switch (restriction) {
            case Restriction.OptOut _ -> ExclusionReason.OPTED_OUT;
            case Restriction.Hold _ -> ExclusionReason.HELD;
            case Restriction.Pin _ -> ExclusionReason.PINNED;
        };
    }

    /** Nothing that came for this campaign is needed any more. */
    void discard(CampaignId campaign) {
        inventory.discard(campaign);
    }
}
