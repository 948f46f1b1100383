package io.pushwave.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.DeadLetters.DeadLetter;
import io.pushwave.messaging.inbox.InboxTable;
import io.pushwave.messaging.inbox.Incoming;
import io.pushwave.messaging.inbox.Incoming.Illegible;
import io.pushwave.messaging.inbox.Incoming.Legible;
import io.pushwave.messaging.inbox.RecordReader;
import io.pushwave.messaging.outbox.Backoff;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * The one thing that a Kafka consumer calls. State, outgoing messages and the memory of what was handled commit in one
 * transaction; the records are acknowledged by returning, after it.
 *
 * <p>What fails decides what happens: nothing is acknowledged while the database cannot be used; a record that fails by
 * itself is given up alone, with the reason; everything else goes on.
 */
@ApplicationScoped
public class BatchReceiver {
    private static final Logger LOG = Logger.getLogger(BatchReceiver.class);

    private final SchemaMigration schema;
    private final DataSource dataSource;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final MeterRegistry meters;
    private final MessagingConfig.Receiver config;
    private final RecordReader reader = new RecordReader();
    private final CountDownLatch stopping = new CountDownLatch(1);

    BatchReceiver(
            SchemaMigration schema,
            DataSource dataSource,
            DeadLetters deadLetters,
            Clock clock,
            MeterRegistry meters,
            MessagingConfig config) {
        this.schema = schema;
        this.dataSource = dataSource;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.meters = meters;
        this.config = config.receiver();
    }

    /**
     * Handles records, and returns when everything about them is committed.
     *
     * @param consumer the name under which handled messages are remembered: two consumers of one topic have two names, and
     *     a name is never changed
     * @param carries the messages that the handler takes; others of the topic are given up
     * @param handler is given the messages that were not handled before, in their order, in a transaction; may be called
     *     again with the same ones if that transaction fails
     * @throws ReceivingStoppedException if the application ends before everything is committed: nothing may be acknowledged
     */
    public <M extends Message> void receive(
            String consumer,
            Topic topic,
            Class<M> carries,
            ConsumerRecords<String, byte[]> records,
            Consumer<List<Received<M>>> handler) {
        awaitSchema();
        var batch = new ArrayList<Incoming<M>>(records.count());
        for (ConsumerRecord<String, byte[]> kafkaRecord : records) {
            batch.add(reader.read(topic, carries, kafkaRecord));
        }
        handle(consumer, batch, handler);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    private <M extends Message> void handle(
            String consumer, List<Incoming<M>> batch, Consumer<List<Received<M>>> handler) {
        var backoff = new Backoff(config.retryDelay(), config.retryDelayMaximum());
        int attempt = 1;
        while (true) {
            try {
                commit(consumer, batch, handler);
                return;
            } catch (RuntimeException | Error failure) {
                if (Failures.isTransient(failure)) {
                    LOG.warnf("%s: %d records, tried again in %s: %s", consumer, batch.size(), backoff.next(), failure);
                } else if (batch.size() > 1) {
                    LOG.warnf(failure, "%s: %d records failed together, handled one by one", consumer, batch.size());
                    batch.forEach(one -> handle(consumer, List.of(one), handler));
                    return;
                } else if (attempt < config.attempts()) {
                    attempt++;
                } else {
                    LOG.errorf(failure, "%s: a record fails by itself, given up", consumer);
                    batch = List.of(givenUp(batch.getFirst(), failure));
                }
                meters.counter(MessagingMetrics.INBOX_RETRIES, MessagingMetrics.CONSUMER, consumer)
                        .increment();
                pause(backoff.advance());
            }
        }
    }

    private <M extends Message> void commit(
            String consumer, List<Incoming<M>> batch, Consumer<List<Received<M>>> handler) {
        int handled = QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(config.transactionTimeout().toSeconds()))
                .call(() -> {
                    var fresh = claim(consumer, batch);
                    var received = new ArrayList<Received<M>>(fresh.size());
                    var givenUp = new ArrayList<DeadLetter>();
                    for (var incoming : fresh) {
                        switch (incoming) {
                            case Legible<M> legible -> received.add(legible.received());
                            case Illegible<M> illegible ->
                                givenUp.add(new DeadLetter(illegible.origin(), illegible.reason()));
                        }
                    }
                    deadLetters.append(consumer, givenUp);
                    if (!received.isEmpty()) {
                        handler.accept(received);
                    }
                    return fresh.size();
                });
        meters.counter(MessagingMetrics.INBOX_RECEIVED, MessagingMetrics.CONSUMER, consumer)
                .increment(handled);
        meters.counter(MessagingMetrics.INBOX_DUPLICATES, MessagingMetrics.CONSUMER, consumer)
                .increment((double) batch.size() - handled);
    }

    /** Those of the batch that come for the first time, in order; remembered from now on. */
    private <M extends Message> List<Incoming<M>> claim(String consumer, List<Incoming<M>> batch) {
        var places = batch.stream().map(Incoming::place).toList();
        try (var connection = dataSource.getConnection()) {
            var givenUpBefore = InboxTable.known(connection, consumer, places);
            var candidates = batch.stream()
                    .filter(incoming -> !givenUpBefore.contains(incoming.place()))
                    .toList();
            var ids = new HashSet<String>();
            for (var incoming : candidates) {
                if (incoming instanceof Legible<M> legible) {
                    ids.add(legible.received().messageId());
                }
            }
            var claimed = InboxTable.claim(connection, consumer, ids, clock.instant());
            return candidates.stream()
                    .filter(incoming -> switch (incoming) {
                        case Legible<M> legible ->
                            claimed.remove(legible.received().messageId());
                        // Remembered by its place, together with the dead letter.
                        case Illegible<M> _ -> true;
                    })
                    .toList();
        } catch (SQLException e) {
            throw new MessageStoreException("the inbox could not be asked", e);
        }
    }

    private static <M extends Message> Incoming<M> givenUp(Incoming<M> incoming, Throwable failure) {
        var reason = switch (incoming) {
            case Legible<M> _ -> "the handler failed: " + failure;
            case Illegible<M> illegible -> illegible.reason();
        };
        return new Illegible<>(incoming.place(), incoming.origin(), reason);
    }

    private void awaitSchema() {
        while (!schema.ready()) {
            pause(Duration.ofMillis(100));
        }
    }

    private void pause(Duration duration) {
        try {
            if (stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ReceivingStoppedException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReceivingStoppedException();
        }
    }
}
