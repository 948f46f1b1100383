package io.pushwave.planner;

import io.pushwave.planner.domain.RetryPolicy;
import io.pushwave.planner.domain.Strategy;
import io.pushwave.planner.domain.Tolerance;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** The configured strategy, checked when the service starts, together with every other setting that has a range. */
@ApplicationScoped
public class DefaultStrategy {
    private static final String PREFIX = "pushwave.planner.";

    private final PlannerConfig config;

    DefaultStrategy(PlannerConfig config) {
        this.config = config;
    }

    /** The strategy of a campaign that begins now. */
    public Strategy strategy() {
        return of(config.strategy());
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        validate(config);
    }

    /** Refuses settings out of range, with a sentence that names the setting, its value and the rule. */
    static void validate(PlannerConfig config) {
        try {
            of(config.strategy());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "strategy: " + e.getMessage(), e);
        }
        between(1, 20_000, config.batches().planning(), "batches.planning");
        between(1, 20_000, config.batches().commands(), "batches.commands");
        between(1, 20_000, config.batches().cancelling(), "batches.cancelling");
        between(1, 100_000, config.batches().cleanUp(), "batches.clean-up");
        between(1, 64, config.driver().parallelCampaigns(), "driver.parallel-campaigns");
        between(1, 10_000, config.driver().page(), "driver.page");
        between(1, Integer.MAX_VALUE, config.driver().stepsPerTurn(), "driver.steps-per-turn");
        positive(config.driver().tick(), "driver.tick");
        positive(config.driver().retryDelay(), "driver.retry-delay");
        positive(config.driver().measureInterval(), "driver.measure-interval");
        positive(config.release().decisionPoll(), "release.decision-poll");
    }

    private static Strategy of(PlannerConfig.StrategySettings settings) {
        return new Strategy(
                settings.name(),
                settings.wavePercentages(),
                new Tolerance(settings.toleratedPercentage(), settings.toleratedMinimum()),
                settings.bake(),
                new RetryPolicy(settings.attempts(), settings.retryDelay(), settings.retryFactor()));
    }

    private static void between(int minimum, int maximum, int value, String setting) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    PREFIX + setting + " is " + value + ", " + minimum + " to " + maximum + " is expected");
        }
    }

    private static void positive(Duration value, String setting) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(PREFIX + setting + " is " + value + ", a time above zero is expected");
        }
    }
}
