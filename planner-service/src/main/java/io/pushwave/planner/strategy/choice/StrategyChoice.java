package io.pushwave.planner.strategy.choice;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.strategy.Strategy;
import java.util.Map;
import java.util.Optional;

/**
 * Which strategy a release gets: the one that its event names, else the one for its urgency, else the one for its version's
 * distance to the version before it, else one for all the others.
 *
 * @param byUrgency names of strategies; an urgency that is not there decides nothing
 * @param byDistance names of strategies; a distance that is not there decides nothing
 * @param otherwise the name of the strategy where nothing else decides
 */
public record StrategyChoice(
        Map<Urgency, String> byUrgency, Map<VersionDistance, String> byDistance, String otherwise) {
    public StrategyChoice {
        byUrgency = Map.copyOf(byUrgency);
        byDistance = Map.copyOf(byDistance);
        byUrgency.values().forEach(Strategy::checkedName);
        byDistance.values().forEach(Strategy::checkedName);
        Strategy.checkedName(otherwise);
    }

    /**
     * The strategy's name.
     *
     * @param named what the event names
     * @param distance empty where the version has none before it
     */
    public String name(Optional<String> named, Optional<Urgency> urgency, Optional<VersionDistance> distance) {
        return named.or(() -> urgency.flatMap(urgent -> Optional.ofNullable(byUrgency.get(urgent))))
                .or(() -> distance.flatMap(far -> Optional.ofNullable(byDistance.get(far))))
                .orElse(otherwise);
    }
}
