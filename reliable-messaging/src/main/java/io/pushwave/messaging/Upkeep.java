package io.pushwave.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.messaging.inbox.InboxTable;
import io.pushwave.messaging.outbox.OutboxTable;
import io.pushwave.messaging.outbox.OutboxTable.Backlog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Measures the outbox and removes what outbox and inbox need no longer. Safe to run in several instances at once. */
@ApplicationScoped
public class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int COUNT_MAXIMUM = 1_000_000;

    private final SchemaMigration schema;
    private final DataSource dataSource;
    private final Clock clock;
    private final MessagingConfig config;
    private final ScheduledExecutorService timer;
    private volatile Optional<Backlog> measured = Optional.empty();
    private volatile boolean stopping;

    Upkeep(SchemaMigration schema, DataSource dataSource, Clock clock, MessagingConfig config, MeterRegistry meters) {
        var shortest = config.topics().retention().multipliedBy(3);
        if (config.retention().inbox().compareTo(shortest) < 0) {
            throw new IllegalArgumentException(
                    "pushwave.messaging.retention.inbox " + config.retention().inbox()
                            + " must be at least " + shortest + ", three times pushwave.messaging.topics.retention: "
                            + "a message that is forgotten before it can no longer come would be handled twice");
        }
        this.schema = schema;
        this.dataSource = dataSource;
        this.clock = clock;
        this.config = config;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("messaging-upkeep").daemon().factory());
        meters.gauge(
                MessagingMetrics.OUTBOX_UNPUBLISHED,
                this,
                upkeep ->
                        upkeep.backlog().map(backlog -> (double) backlog.rows()).orElse(Double.NaN));
        meters.gauge(
                MessagingMetrics.OUTBOX_OLDEST_SECONDS,
                this,
                upkeep -> upkeep.backlog()
                        .map(backlog -> backlog.age(clock.instant()).toMillis() / 1000.0)
                        .orElse(Double.NaN));
    }

    /** What was last measured; nothing if the database could not be asked. */
    public Optional<Backlog> backlog() {
        return measured;
    }

    void start(@Observes StartupEvent event) {
        every(config.health().outboxMeasureInterval(), this::measure);
        every(config.retention().interval(), this::cleanUp);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        timer.shutdownNow();
    }

    /** Removes everything that is due, in bounded statements. */
    void cleanUp() throws SQLException {
        var retention = config.retention();
        var now = clock.instant();
        removeAll(connection ->
                OutboxTable.removePublished(connection, now.minus(retention.outbox()), retention.batchSize()));
        removeAll(connection ->
                InboxTable.removeReceived(connection, now.minus(retention.inbox()), retention.batchSize()));
    }

    private void measure() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            measured = Optional.of(OutboxTable.backlog(connection, COUNT_MAXIMUM));
        } catch (SQLException e) {
            measured = Optional.empty();
            throw e;
        }
    }

    private void removeAll(Removal removal) throws SQLException {
        int removed;
        do {
            try (var connection = dataSource.getConnection()) {
                removed = removal.remove(connection);
            }
        } while (removed == config.retention().batchSize() && !stopping);
    }

    private void every(Duration interval, Work work) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (schema.ready()) {
                            work.run();
                        }
                    } catch (SQLException | RuntimeException e) {
                        LOG.warnf("upkeep of outbox and inbox is put off: %s", e);
                    }
                },
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private interface Removal {
        int remove(Connection connection) throws SQLException;
    }
}
