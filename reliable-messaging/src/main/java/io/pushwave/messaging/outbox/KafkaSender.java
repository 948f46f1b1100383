package io.pushwave.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches of rows and says which of them may be removed. Used by one thread.
 *
 * <p>Nothing is sent behind a record that failed: the first failure closes the producer inside its own sender thread, which
 * has at most one request in flight per broker and therefore nothing further on its way to that partition. The next batch
 * begins with a new producer and, because nothing after the failure is removed, with the failed row.
 */
final class KafkaSender implements AutoCloseable {
    static final String TRACE_PARENT = "traceparent";

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Duration closeTimeout;
    private @Nullable Producer<byte[], byte[]> current;

    KafkaSender(Supplier<Producer<byte[], byte[]>> producers, Duration closeTimeout) {
        this.producers = producers;
        this.closeTimeout = closeTimeout;
    }

    /**
     * What became of a batch.
     *
     * @param removable ids of the rows that are acknowledged and have no unacknowledged row of the same key before them
     * @param failure why not all of them are, if so
     * @param failed the row that failed first, if the failure is a row's
     */
    record Outcome(List<Long> removable, Optional<Throwable> failure, Optional<PendingRow> failed) {}

    Outcome send(List<PendingRow> batch) {
        var producer = producer();
        var acknowledged = new AtomicIntegerArray(batch.size());
        var failure = new AtomicReference<@Nullable Throwable>();
        var failed = new AtomicReference<@Nullable PendingRow>();
        try {
            for (int i = 0; i < batch.size() && failure.get() == null; i++) {
                var position = i;
                var _ = producer.send(kafkaRecord(batch.get(i).row()), (_, exception) -> {
                    if (exception == null) {
                        acknowledged.set(position, 1);
                    } else if (failure.compareAndSet(null, exception)) {
                        failed.set(batch.get(position));
                        producer.close(Duration.ZERO);
                    }
                });
            }
            producer.flush();
        } catch (InterruptException e) {
            // Kafka sets the flag again; what is acknowledged shall still be removed, so the flag must not stay.
            Thread.interrupted();
            failure.compareAndSet(null, e);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
        var cause = failure.get();
        if (cause != null) {
            discard();
        }
        return new Outcome(
                removable(batch, acknowledged), Optional.ofNullable(cause), Optional.ofNullable(failed.get()));
    }

    @Override
    public void close() {
        if (current != null) {
            current.close(closeTimeout);
            current = null;
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (current == null) {
            current = producers.get();
        }
        return current;
    }

    private void discard() {
        if (current != null) {
            current.close(Duration.ZERO);
            current = null;
        }
    }

    private static List<Long> removable(List<PendingRow> batch, AtomicIntegerArray acknowledged) {
        var removable = new ArrayList<Long>(batch.size());
        var blocked = new HashSet<Lane>();
        for (int i = 0; i < batch.size(); i++) {
            var lane = Lane.of(batch.get(i).row());
            if (acknowledged.get(i) == 0) {
                blocked.add(lane);
            } else if (!blocked.contains(lane)) {
                removable.add(batch.get(i).id());
            }
        }
        return removable;
    }

    private static ProducerRecord<byte[], byte[]> kafkaRecord(OutboxRow row) {
        var kafkaRecord = new ProducerRecord<byte[], byte[]>(row.topic(), row.key(), row.payload());
        row.headers().forEach((name, value) -> kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var traceParent = row.traceParent();
        if (traceParent != null) {
            kafkaRecord.headers().add(TRACE_PARENT, traceParent.getBytes(StandardCharsets.UTF_8));
        }
        return kafkaRecord;
    }
}
