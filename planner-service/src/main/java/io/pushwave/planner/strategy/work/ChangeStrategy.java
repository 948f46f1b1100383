package io.pushwave.planner.strategy.work;

import io.pushwave.messaging.AfterCommit;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes new versions of strategies, each on top of one that its author has seen. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ChangeStrategy {
    private static final Logger LOG = Logger.getLogger(ChangeStrategy.class);

    private final Strategies strategies;
    private final AfterCommit afterCommit;
    private final Clock clock;

    ChangeStrategy(Strategies strategies, AfterCommit afterCommit, Clock clock) {
        this.strategies = strategies;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** What came of a change. */
    public sealed interface Result {
        /** There is a new version; the first one if nothing was there. */
        record Written(StoredStrategy strategy) implements Result {}

        /** The newest version says the same already. */
        record Unchanged(StoredStrategy strategy) implements Result {}

        /** Something else is the newest version, or nothing is. */
        record Outdated(Optional<StoredStrategy> newest) implements Result {}
    }

    /**
     * Writes the next version.
     *
     * @param seen the version that is changed; empty if none of that name shall be there
     */
    public Result write(String name, Optional<Integer> seen, StrategyDocument document, String by) {
        var versions = strategies.stored();
        var newest = versions.newest(name);
        if (!newest.map(there -> there.strategy().version()).equals(seen)) {
            return new Result.Outdated(newest);
        }
        if (newest.isPresent() && newest.get().strategy().document().equals(document)) {
            return new Result.Unchanged(newest.get());
        }
        var next = new Strategy(name, seen.orElse(0) + 1, document);
        var written = versions.add(next, clock.instant(), by);
        if (written.isEmpty()) {
            // Somebody else has changed the same version since it was read above.
            return new Result.Outdated(versions.newest(name));
        }
        afterCommit.run(() -> LOG.infof("strategy %s: version %d by %s", name, next.version(), by));
        return new Result.Written(written.get());
    }
}
