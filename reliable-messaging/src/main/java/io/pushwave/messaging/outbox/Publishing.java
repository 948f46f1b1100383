package io.pushwave.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.MessagingMetrics;
import io.pushwave.messaging.offsets.BrokerLog;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The outbox publisher of this instance, from the application's start to its end. */
@ApplicationScoped
public class Publishing {
    private final SchemaMigration schema;
    private final OutboxPublisher publisher;
    private final boolean enabled;
    private volatile boolean started;

    Publishing(
            SchemaMigration schema,
            DataSource dataSource,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            BrokerLog log,
            MessagingConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.schema = schema;
        this.enabled = config.publisher().enabled();
        this.publisher = new OutboxPublisher(
                dataSource,
                () -> ProducerSettings.producer(broker, config.publisher()),
                log::isMissing,
                config.publisher(),
                clock,
                new Meters(meters));
    }

    /** There are new rows. */
    void wake() {
        publisher.wake();
    }

    /** False if publishing has died and only a restart of the process helps. */
    public boolean healthy() {
        return !started || publisher.alive();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            Thread.ofVirtual().name("outbox-publisher-start").start(this::startWhenThereIsAnOutbox);
        }
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        publisher.close();
    }

    private void startWhenThereIsAnOutbox() {
        try {
            schema.awaitReady();
        } catch (IllegalStateException _) {
            // The application ended first.
            return;
        }
        publisher.start();
        started = true;
    }

    private static final class Meters implements PublisherProbe {
        private final MeterRegistry meters;
        private final AtomicInteger publishing;

        Meters(MeterRegistry meters) {
            this.meters = meters;
            this.publishing = meters.gauge(MessagingMetrics.OUTBOX_PUBLISHING, new AtomicInteger());
        }

        @Override
        public void started() {
            publishing.set(1);
        }

        @Override
        public void ended() {
            publishing.set(0);
        }

        @Override
        public void published(int rows) {
            meters.counter(MessagingMetrics.OUTBOX_PUBLISHED).increment(rows);
        }

        @Override
        public void failed(Throwable cause) {
            meters.counter(MessagingMetrics.OUTBOX_FAILURES).increment();
        }
    }
}
