package io.pushwave.planner.strategy.work;

import io.pushwave.planner.strategy.postgres.StoredStrategy;
import io.pushwave.planner.strategy.postgres.StrategyVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** All strategies, those that come with the service included from its first moment on. */
@ApplicationScoped
public class Strategies {
    private final StoreShippedStrategies shipped;
    private final StrategyVersions versions;

    Strategies(StoreShippedStrategies shipped, StrategyVersions versions) {
        this.shipped = shipped;
        this.versions = versions;
    }

    /** The newest version of a strategy; empty if there is none of that name. */
    public Optional<StoredStrategy> newest(String name) {
        return stored().newest(name);
    }

    public Optional<StoredStrategy> find(String name, int version) {
        return stored().find(name, version);
    }

    /**
     * Versions of one strategy, newest first.
     *
     * @param below only versions below this one
     */
    public List<StoredStrategy> versions(String name, int below, int limit) {
        return stored().versions(name, below, limit);
    }

    /**
     * The newest version of each strategy, in the order of their names.
     *
     * @param after only strategies whose names come after this one
     */
    public List<StoredStrategy> newestOfEach(String after, int limit) {
        return stored().newestOfEach(after, limit);
    }

    StrategyVersions stored() {
        shipped.ensureStored();
        return versions;
    }
}
