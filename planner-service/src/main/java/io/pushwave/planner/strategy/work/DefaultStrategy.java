package io.pushwave.planner;

import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.Tolerance;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The configured strategy; what its settings must be together is checked when the service starts. */
@ApplicationScoped
public class DefaultStrategy {
    private final PlannerConfig config;

    DefaultStrategy(PlannerConfig config) {
        this.config = config;
    }

    /** The strategy of a campaign that begins now. */
    public Strategy strategy() {
        return of(config.strategy());
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        check(config);
    }

    /** @throws IllegalArgumentException if the strategy breaks a rule of its own, in a sentence that names setting, value and rule */
    static void check(PlannerConfig config) {
        try {
            of(config.strategy());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pushwave.planner.strategy: " + e.getMessage(), e);
        }
    }

    private static Strategy of(PlannerConfig.StrategySettings settings) {
        return new Strategy(
                settings.name(),
                settings.wavePercentages(),
                new Tolerance(settings.toleratedPercentage(), settings.toleratedMinimum()),
                settings.bake(),
                new RetryPolicy(settings.attempts(), settings.retryDelay(), settings.retryFactor()));
    }
}
