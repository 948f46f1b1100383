package io.pushwave.planner.strategy.work;

import io.pushwave.planner.PlannerConfig;
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
import java.util.List;
import java.util.Optional;

/**
 * The document under the default name, as the settings describe it. What they must be together is checked when the service starts.
 */
@ApplicationScoped
public class DefaultStrategy {
    private final PlannerConfig config;

    DefaultStrategy(PlannerConfig config) {
        this.config = config;
    }

    StrategyDocument document() {
        return document(config.strategy());
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
            document(config.strategy());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pushwave.planner.strategy: " + e.getMessage(), e);
        }
    }

    /** A second campaign is rejected, as long as nothing else was asked for. */
    static StrategyDocument document(PlannerConfig.StrategySettings settings) {
        return new StrategyDocument(
                "What the planner's settings say; for releases that ask for nothing else.",
                StrategyDocument.OWN_TEST_ORGS,
                waves(settings.wavePercentages()),
                CustomerRule.DEFAULT,
                new Tolerance(settings.toleratedPercentage(), settings.toleratedMinimum()),
                settings.bake(),
                new RetryPolicy(settings.attempts(), settings.retryDelay(), settings.retryFactor()),
                Optional.empty(),
                Optional.empty(),
                InFlight.UNBOUNDED,
                StrategyDocument.SLOTS,
                Membership.SNAPSHOT,
                new Overlap(Overlap.WhenOccupied.REJECT, Overlap.DEFAULT.priority()),
                StrategyDocument.REGISTER_MAXIMUM_AGE,
                StrategyDocument.HOLD_PATIENCE);
    }

    /** The last one takes whoever is left, so that nobody is lost to rounding. */
    private static List<WaveRule> waves(List<Integer> percentages) {
        int sum = percentages.stream().mapToInt(Integer::intValue).sum();
        if (sum != 100) {
            throw new IllegalArgumentException(
                    "wave-percentages are " + percentages + " and sum to " + sum + ", they must sum to 100");
        }
        var waves = new ArrayList<WaveRule>();
        for (int percentage : percentages) {
            boolean last = waves.size() == percentages.size() - 1;
            waves.add(new WaveRule(
                    last ? lastName(waves) : name(percentage, percentages.subList(0, waves.size())),
                    false,
                    new WaveSelection.Everyone(),
                    last ? new WaveSize.All() : new WaveSize.Percentage(percentage),
                    Optional.empty(),
                    Optional.empty()));
        }
        return waves;
    }

    private static String lastName(List<WaveRule> before) {
        return before.isEmpty() ? "everyone" : "rest";
    }

    /** Called by its share; where several have the same one, with the number among them. */
    private static String name(int percentage, List<Integer> before) {
        long namesakes = before.stream().filter(each -> each == percentage).count();
        return percentage + " %" + (namesakes == 0 ? "" : " (" + (namesakes + 1) + ")");
    }
}
