package io.pushwave.planner.strategy.work;

import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.strategy.CampaignTerms;
import io.pushwave.planner.strategy.CustomerRule;
import io.pushwave.planner.strategy.InFlight;
import io.pushwave.planner.strategy.Overlap;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.StrategyDocument.Membership;
import io.pushwave.planner.strategy.Tolerance;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The strategy that the settings describe: the terms of every campaign that begins now, and the document under the default name.
 * What the settings must be together is checked when the service starts.
 */
@ApplicationScoped
public class DefaultStrategy {
    private final PlannerConfig config;

    DefaultStrategy(PlannerConfig config) {
        this.config = config;
    }

    /** The terms of a campaign that begins now. */
    public CampaignTerms strategy() {
        return of(config);
    }

    /** The same as a document. */
    StrategyDocument document() {
        return document(of(config));
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        check(config);
    }

    /**
     * Holds the settings against the rules for strategies.
     *
     * @throws IllegalArgumentException if they break one, in a sentence that names setting, value and rule
     */
    public static void check(PlannerConfig config) {
        try {
            document(of(config));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pushwave.planner.strategy: " + e.getMessage(), e);
        }
    }

    private static CampaignTerms of(PlannerConfig config) {
        var settings = config.strategy();
        return new CampaignTerms(
                config.strategies().defaultName(),
                settings.wavePercentages(),
                new Tolerance(settings.toleratedPercentage(), settings.toleratedMinimum()),
                settings.bake(),
                new RetryPolicy(settings.attempts(), settings.retryDelay(), settings.retryFactor()));
    }

    /** The last wave takes whoever is left, so that nobody is lost to rounding; a second campaign is rejected, as ever. */
    static StrategyDocument document(CampaignTerms terms) {
        var waves = new ArrayList<WaveRule>();
        for (int percentage : terms.wavePercentages()) {
            int number = waves.size() + 1;
            boolean last = number == terms.wavePercentages().size();
            waves.add(new WaveRule(
                    "Wave " + number,
                    false,
                    new WaveSelection.Everyone(),
                    last ? new WaveSize.All() : new WaveSize.Percentage(percentage),
                    Optional.empty(),
                    Optional.empty()));
        }
        return new StrategyDocument(
                "What the planner's settings say; for releases that ask for nothing else.",
                StrategyDocument.OWN_TEST_ORGS,
                waves,
                CustomerRule.DEFAULT,
                terms.tolerance(),
                terms.bake(),
                terms.retries(),
                Optional.empty(),
                Optional.empty(),
                InFlight.UNBOUNDED,
                StrategyDocument.SLOTS,
                Membership.SNAPSHOT,
                new Overlap(Overlap.WhenOccupied.REJECT, Overlap.DEFAULT.priority()),
                StrategyDocument.REGISTER_MAXIMUM_AGE,
                StrategyDocument.HOLD_PATIENCE);
    }
}
