package io.pushwave.planner.strategy.work;

import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import io.pushwave.planner.strategy.postgres.StrategyVersions;
import io.pushwave.planner.strategy.work.ShippedStrategy.Source;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Stores the strategies that come with the service or its settings: of one name the one of the folder, else that of the settings,
 * else the built-in one. They are read when the service starts, and stored as soon as the database is there.
 */
@ApplicationScoped
class StoreShippedStrategies {
    private static final Logger LOG = Logger.getLogger(StoreShippedStrategies.class);

    private final StrategyVersions versions;
    private final StrategyDocuments documents;
    private final DefaultStrategy defaultStrategy;
    private final SchemaMigration schema;
    private final PlannerConfig.Strategies config;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean stored;
    private volatile Collection<ShippedStrategy> shipped = List.of();

    StoreShippedStrategies(
            StrategyVersions versions,
            StrategyDocuments documents,
            DefaultStrategy defaultStrategy,
            SchemaMigration schema,
            PlannerConfig config,
            Clock clock) {
        this.versions = versions;
        this.documents = documents;
        this.defaultStrategy = defaultStrategy;
        this.schema = schema;
        this.config = config.strategies();
        this.clock = clock;
    }

    /** Ends the start where a document of the folder is none. */
    void start(@Observes @Priority(2) StartupEvent event) {
        var byName = new TreeMap<String, ShippedStrategy>();
        ShippedStrategies.builtIn().forEach(each -> byName.put(each.name(), each));
        byName.put(
                config.defaultName(),
                new ShippedStrategy(config.defaultName(), defaultStrategy.document(), Source.SETTINGS));
        config.folder()
                .map(Path::of)
                .ifPresent(folder ->
                        ShippedStrategies.of(folder, documents).forEach(each -> byName.put(each.name(), each)));
        shipped = List.copyOf(byName.values());
        Thread.ofPlatform().name("shipped-strategies").daemon().start(this::storeSoon);
    }

    private void storeSoon() {
        try {
            schema.awaitReady();
            ensureStored();
        } catch (RuntimeException e) {
            LOG.warnf("the strategies of the service are stored when one is asked for: %s", e);
        }
    }

    /** Returns when they are stored; whoever asks for a strategy before that stores them. */
    void ensureStored() {
        if (stored) {
            return;
        }
        lock.lock();
        try {
            if (!stored) {
                QuarkusTransaction.requiringNew().run(() -> shipped.forEach(this::store));
                stored = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void store(ShippedStrategy strategy) {
        strategy.nextVersion(versions.newest(strategy.name()))
                .map(version -> new Strategy(strategy.name(), version, strategy.document()))
                // Another planner that starts at the same moment may have been the first.
                .flatMap(next ->
                        versions.add(next, clock.instant(), strategy.source().author()))
                .ifPresent(added -> LOG.infof(
                        "strategy %s: version %d by %s",
                        added.strategy().name(), added.strategy().version(), added.createdBy()));
    }
}
