package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.gate.WaveCounts;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.plan.PlanHash;
import io.pushwave.planner.plan.PlanRevision;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.StrategyFixtures;
import io.pushwave.planner.strategy.Tolerance;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that several tests of campaigns need. */
final class CampaignFixtures {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration BAKE = Duration.ofMinutes(1);

    private static final WaveSelection EVERYONE = new WaveSelection.Everyone();

    /** Its third wave has a bake of its own, and tolerates nothing. */
    static final Strategy STRATEGY = new Strategy(
            "test",
            1,
            StrategyFixtures.document(
                    new Tolerance(10, 2),
                    BAKE,
                    new RetryPolicy(3, Duration.ofMinutes(1), 2),
                    List.of(
                            StrategyFixtures.wave("First", EVERYONE, new WaveSize.Percentage(50)),
                            StrategyFixtures.wave("Second", EVERYONE, new WaveSize.Percentage(20)),
                            new WaveRule(
                                    "Third",
                                    false,
                                    EVERYONE,
                                    new WaveSize.All(),
                                    Optional.of(BAKE.multipliedBy(7)),
                                    Optional.of(new Tolerance(0, 0))))));

    static final PlanRevision PLAN = new PlanRevision(1, new PlanHash("0a".repeat(32)));

    private CampaignFixtures() {}

    static CampaignIdentity identity(Strategy strategy) {
        var target = new Target(
                OrgFixtures.PACKAGE, "Package", OrgFixtures.versionId(2), "Release 2", new VersionNumber(2, 0, 0, 1));
        var request = new CampaignIdentity.Request("release-1", Optional.of("ci"), Optional.empty());
        return new CampaignIdentity(new CampaignId("campaign-1"), target, strategy, request, Optional.empty());
    }

    /** A campaign of which five events and one control message are known. */
    static CampaignFacts facts(Wave... waves) {
        return new CampaignFacts(identity(STRATEGY), 1, 5, List.of(waves), Map.of());
    }

    static Wave wave(int number, WaveCounts counts, long tolerated) {
        return new Wave(number, number == 1 ? "canary" : "share " + number, WaveKind.SHARE, counts, tolerated);
    }

    static Progress progress(Wave... waves) {
        return new Progress(true, List.of(waves), Optional.empty());
    }
}
