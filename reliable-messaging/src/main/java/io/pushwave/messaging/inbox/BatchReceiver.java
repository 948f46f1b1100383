package io.pushwave.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.FailureReason;
import io.pushwave.messaging.Failures;
import io.pushwave.messaging.GivenUp;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.MessagingMetrics;
import io.pushwave.messaging.Received;
import io.pushwave.messaging.inbox.Incoming.Illegible;
import io.pushwave.messaging.inbox.Incoming.Legible;
import io.pushwave.messaging.offsets.Span;
import io.pushwave.messaging.offsets.StateOffsets;
import io.pushwave.messaging.offsets.StateWentBackException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * The one thing that a Kafka consumer calls. State, outgoing messages, the memory of what was handled and how far the log was
 * read commit in one transaction; the records are acknowledged by returning, after it.
 *
 * <p>What fails decides what happens: nothing is acknowledged while the database cannot be used; a record that fails by
 * itself is given up alone, with the reason; everything else goes on.
 */
@ApplicationScoped
public class BatchReceiver {
    private static final Logger LOG = Logger.getLogger(BatchReceiver.class);

    private final BatchTransactions transactions;
    private final Jdbi jdbi;
    private final DeadLetters deadLetters;
    private final StateOffsets offsets;
    private final Clock clock;
    private final MeterRegistry meters;
    private final MessagingConfig.Receiver config;
    private final RecordReader reader = new RecordReader();
    private final CountDownLatch stopping = new CountDownLatch(1);

    public BatchReceiver(
            BatchTransactions transactions,
            Jdbi jdbi,
            DeadLetters deadLetters,
            @Identifier(StateOffsets.NAME) StateOffsets offsets,
            Clock clock,
            MeterRegistry meters,
            MessagingConfig config) {
        this.transactions = transactions;
        this.jdbi = jdbi;
        this.deadLetters = deadLetters;
        this.offsets = offsets;
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
        receive(consumer, topic, carries, records, handler, _ -> {});
    }

    /**
     * Handles records as {@link #receive(String, Topic, Class, ConsumerRecords, Consumer)}, and lets the consumer act on
     * those that become dead letters: because they cannot be read, or because the handler fails with them alone.
     *
     * @param onGivenUp is given each record once, in their order and before the handler is called, in the transaction that
     *     makes them dead letters. A record is known by its key alone, which may be anything. As long as this fails, the
     *     records stay where they are and their partition waits: what must be remembered of them never passes by
     */
    public <M extends Message> void receive(
            String consumer,
            Topic topic,
            Class<M> carries,
            ConsumerRecords<String, byte[]> records,
            Consumer<List<Received<M>>> handler,
            Consumer<List<GivenUp>> onGivenUp) {
        awaitSchema();
        var batch = new ArrayList<Incoming<M>>(records.count());
        for (ConsumerRecord<String, byte[]> kafkaRecord : records) {
            batch.add(reader.read(topic, carries, kafkaRecord));
        }
        handle(consumer, batch, new Handlers<>(handler, onGivenUp));
    }

    public void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    private <M extends Message> void handle(String consumer, List<Incoming<M>> batch, Handlers<M> handlers) {
        var backoff = new Backoff(config.retryDelay(), config.retryDelayMaximum());
        int attempt = 1;
        while (true) {
            if (stopping.getCount() == 0) {
                // Records before these may have been left unhandled: these must not move the offset over them.
                throw new ReceivingStoppedException();
            }
            try {
                commit(consumer, batch, handlers);
                return;
            } catch (StateWentBackException e) {
                if (!offsets.rewind(consumer, spans(batch))) {
                    throw e;
                }
                LOG.warnf("%s: %s; what lies between is read once more", consumer, e.getMessage());
                return;
            } catch (RuntimeException | Error failure) {
                if (Failures.isTransient(failure) && !(Failures.tookTooLong(failure) && batch.size() > 1)) {
                    LOG.warnf("%s: %d records, tried again in %s: %s", consumer, batch.size(), backoff.next(), failure);
                } else if (batch.size() > 1) {
                    LOG.warnf(failure, "%s: %d records failed together, handled one by one", consumer, batch.size());
                    batch.forEach(one -> handle(consumer, List.of(one), handlers));
                    return;
                } else if (attempt < config.attempts()) {
                    attempt++;
                } else if (batch.getFirst() instanceof Illegible<M> illegible) {
                    LOG.errorf(
                            "%s: the record at%s cannot be given up, its partition waits; tried again in %s: %s",
                            consumer, illegible.place(), backoff.next(), failure);
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

    private <M extends Message> void commit(String consumer, List<Incoming<M>> batch, Handlers<M> handlers) {
        var spans = spans(batch);
        offsets.noteJumps(consumer, spans);
        int handled = transactions.call(() -> {
            var fresh = claim(consumer, batch);
            var received = new ArrayList<Received<M>>(fresh.size());
            var givenUp = new ArrayList<GivenUp>();
            for (var incoming : fresh) {
                switch (incoming) {
                    case Legible<M> legible -> received.add(legible.received());
                    case Illegible<M> illegible -> givenUp.add(new GivenUp(illegible.origin(), illegible.reason()));
                }
            }
            deadLetters.append(consumer, givenUp);
            if (!givenUp.isEmpty()) {
                handlers.givenUp().accept(givenUp);
            }
            if (!received.isEmpty()) {
                handlers.received().accept(received);
            }
            // Last, because whoever reads the same partition waits from here to the commit.
            offsets.advance(consumer, spans);
            return fresh.size();
        });
        offsets.advanced(consumer, spans);
        meters.counter(MessagingMetrics.INBOX_RECEIVED, MessagingMetrics.CONSUMER, consumer)
                .increment(handled);
        meters.counter(MessagingMetrics.INBOX_DUPLICATES, MessagingMetrics.CONSUMER, consumer)
                .increment((double) batch.size() - handled);
    }

    private static <M extends Message> Map<TopicPartition, Span> spans(List<Incoming<M>> batch) {
        return Span.of(batch.stream().map(Incoming::origin).toList());
    }

    private record Handlers<M extends Message>(Consumer<List<Received<M>>> received, Consumer<List<GivenUp>> givenUp) {}

    /** Those of the batch that come for the first time, in order; remembered from now on. */
    private <M extends Message> List<Incoming<M>> claim(String consumer, List<Incoming<M>> batch) {
        var places = batch.stream().map(Incoming::place).toList();
        return jdbi.withHandle(handle -> {
            var givenUpBefore = InboxTable.known(handle, consumer, places);
            var candidates = batch.stream()
                    .filter(incoming -> !givenUpBefore.contains(incoming.place()))
                    .toList();
            var ids = new HashSet<String>();
            for (var incoming : candidates) {
                if (incoming instanceof Legible<M> legible) {
                    ids.add(legible.received().messageId());
                }
            }
            var claimed = InboxTable.claim(handle, consumer, ids, clock.instant());
            return candidates.stream()
                    .filter(incoming -> switch (incoming) {
                        case Legible<M> legible ->
                            claimed.remove(legible.received().messageId());
                        // Remembered by its place, together with the dead letter.
                        case Illegible<M> _ -> true;
                    })
                    .toList();
        });
    }

    private static <M extends Message> Incoming<M> givenUp(Incoming<M> incoming, Throwable failure) {
        return new Illegible<>(incoming.place(), incoming.origin(), "the handler failed: " + FailureReason.of(failure));
    }

    private void awaitSchema() {
        while (!transactions.ready()) {
            pause(Duration.ofMillis(100));
        }
    }

    private void pause(Duration duration) {
        try {
            if (stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ReceivingStoppedException();
            }
        } catch (InterruptedException _) {
            stopping.countDown();
            Thread.currentThread().interrupt();
            throw new ReceivingStoppedException();
        }
    }
}
