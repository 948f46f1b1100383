package io.pushwave.messaging.upkeep;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.MessagingMetrics;
import io.pushwave.messaging.inbox.InboxTable;
import io.pushwave.messaging.outbox.OutboxTable;
import io.pushwave.messaging.outbox.OutboxTable.Backlog;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Measures the outbox and removes what the inbox needs no longer. Safe to run in several instances at once. */
@ApplicationScoped
public class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int COUNT_MAXIMUM = 1_000_000;

    private final SchemaMigration schema;
    private final Jdbi jdbi;
    private final Clock clock;
    private final MessagingConfig config;
    private final ScheduledExecutorService timer;
    private volatile Optional<Backlog> measured = Optional.empty();
    private volatile boolean stopping;

    Upkeep(SchemaMigration schema, Jdbi jdbi, Clock clock, MessagingConfig config, MeterRegistry meters) {
        var shortest = config.topics().retention().multipliedBy(3);
        if (config.retention().inbox().compareTo(shortest) < 0) {
            throw new IllegalArgumentException(
                    "pushwave.messaging.retention.inbox " + config.retention().inbox()
                            + " must be at least " + shortest + ", three times pushwave.messaging.topics.retention: "
                            + "a message that is forgotten before it can no longer come would be handled twice");
        }
        this.schema = schema;
        this.jdbi = jdbi;
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
                MessagingMetrics.OUTBOX_PARKED,
                this,
                upkeep -> upkeep.backlog()
                        .map(backlog -> (double) backlog.parked())
                        .orElse(Double.NaN));
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
    void cleanUp() {
        var retention = config.retention();
        var before = clock.instant().minus(retention.inbox());
        int removed;
        do {
            removed = jdbi.withHandle(handle -> InboxTable.removeReceived(handle, before, retention.batchSize()));
        } while (removed == retention.batchSize() && !stopping);
    }

    private void measure() {
        try {
            measured = Optional.of(jdbi.withHandle(handle -> OutboxTable.backlog(handle, COUNT_MAXIMUM)));
        } catch (JdbiException e) {
            measured = Optional.empty();
            throw e;
        }
    }

    private void every(Duration interval, Runnable work) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (schema.ready()) {
                            work.run();
                        }
                    } catch (RuntimeException e) {
                        LOG.warnf("upkeep of outbox and inbox is put off: %s", e);
                    }
                },
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
