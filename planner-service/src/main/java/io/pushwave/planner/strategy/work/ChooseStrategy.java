package io.pushwave.planner.strategy.work;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.strategy.choice.StrategyChoice;
import io.pushwave.planner.strategy.choice.VersionDistance;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Finds the strategy of a release, as the settings say. */
@ApplicationScoped
public class ChooseStrategy {
    private final Strategies strategies;
    private final PlannerConfig config;

    ChooseStrategy(Strategies strategies, PlannerConfig config) {
        this.strategies = strategies;
        this.config = config;
    }

    /** What was found. */
    public sealed interface Result {
        /** The newest version of the strategy. */
        record Chosen(StoredStrategy strategy) implements Result {}

        /** The strategy that was named, by the event or by the settings, does not exist. */
        record Unknown(String name) implements Result {}
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        var _ = of(config);
    }

    /**
     * The strategy of a release.
     *
     * @param named what its event names
     * @param distance of its version to the one before it; empty if there is none
     */
    public Result choose(Optional<String> named, Optional<Urgency> urgency, Optional<VersionDistance> distance) {
        var name = of(config).name(named, urgency, distance);
        return strategies.newest(name).<Result>map(Result.Chosen::new).orElseGet(() -> new Result.Unknown(name));
    }

    /**
     * The choice that the settings describe.
     *
     * @throws IllegalArgumentException if one of them is no name of a strategy, in a sentence that names it
     */
    public static StrategyChoice of(PlannerConfig config) {
        var strategies = config.strategies();
        try {
            return new StrategyChoice(
                    urgencies(strategies.byUrgency()), distances(strategies.byDistance()), strategies.defaultName());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pushwave.planner.strategies: " + e.getMessage(), e);
        }
    }

    private static Map<Urgency, String> urgencies(PlannerConfig.ByUrgency settings) {
        var names = new EnumMap<Urgency, String>(Urgency.class);
        for (var urgency : Urgency.values()) {
            var name = switch (urgency) {
                case CRITICAL -> settings.critical();
                case HIGH -> settings.high();
                case NORMAL -> settings.normal();
                case LOW -> settings.low();
            };
            name.ifPresent(given -> names.put(urgency, given));
        }
        return names;
    }

    private static Map<VersionDistance, String> distances(PlannerConfig.ByDistance settings) {
        var names = new EnumMap<VersionDistance, String>(VersionDistance.class);
        for (var distance : VersionDistance.values()) {
            var name = switch (distance) {
                case PATCH -> settings.patch();
                case MINOR -> settings.minor();
                case MAJOR -> settings.major();
            };
            name.ifPresent(given -> names.put(distance, given));
        }
        return names;
    }
}
