package io.pushwave.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSenderTest {
    private final List<RefusingProducer> producers = new ArrayList<>();

    @Test
    void everythingAcknowledgedMayBeRemoved() {
        var sender = senderRefusing(Set.of());

        var outcome = sender.send(List.of(row(1, "a"), row(2, "b"), row(3, "a")));

        assertThat(outcome.removable()).containsExactly(1L, 2L, 3L);
        assertThat(outcome.failure()).isEmpty();
    }

    @Test
    void nothingIsSentAfterAFailureAndTheNextBatchHasANewProducer() {
        // Given
        var sender = senderRefusing(Set.of("2"));

        // When
        var outcome = sender.send(List.of(row(1, "a"), row(2, "b"), row(3, "b"), row(4, "a")));

        // Then
        assertThat(outcome.failure()).containsInstanceOf(RecordTooLargeException.class);
        assertThat(outcome.failed().map(PendingRow::id)).contains(2L);
        assertThat(producers.getFirst().payloads()).containsExactly("1");
        assertThat(producers.getFirst().closed()).isTrue();
        sender.send(List.of(row(5, "a")));
        assertThat(producers).hasSize(2);
    }

    @Test
    void whatWasAcknowledgedBehindAFailureOfItsKeyIsNotRemoved() {
        // Given: a producer that answers for the first record last, when the second is stored already
        var producer = new RefusingProducer(Set.of()) {
            private Callback first = (_, _) -> {};

            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
                if (text(sent.value()).equals("1")) {
                    first = callback;
                    return new CompletableFuture<>();
                }
                return super.send(sent, callback);
            }

            @Override
            public synchronized void flush() {
                first.onCompletion(null, new RecordTooLargeException());
            }
        };
        var sender = new KafkaSender(() -> producer, Duration.ZERO);

        // When
        var outcome = sender.send(List.of(row(1, "a"), row(2, "a"), row(3, "b")));

        // Then
        assertThat(outcome.removable()).containsExactly(3L);
    }

    @Test
    void headersKeyAndTraceTravelAsTheyAre() {
        // Given
        var sender = senderRefusing(Set.of());
        var odd = new OutboxRow("id", "topic", null, "type", Map.of("ce_id", "ü\0"), bytes("1"), "00-trace");

        // When
        sender.send(List.of(new PendingRow(1, odd, Instant.EPOCH)));

        // Then
        var sent = producers.getFirst().history().getFirst();
        assertThat(sent.key()).isNull();
        assertThat(sent.headers().lastHeader("ce_id").value()).isEqualTo(bytes("ü\0"));
        assertThat(sent.headers().lastHeader("traceparent").value()).isEqualTo(bytes("00-trace"));
    }

    private KafkaSender senderRefusing(Set<String> payloads) {
        return new KafkaSender(
                () -> {
                    var producer = new RefusingProducer(payloads);
                    producers.add(producer);
                    return producer;
                },
                Duration.ZERO);
    }

    private static PendingRow row(long id, String key) {
        return new PendingRow(
                id,
                new OutboxRow("id-" + id, "topic", bytes(key), "type", Map.of(), bytes(Long.toString(id)), null),
                Instant.EPOCH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Stores every record but those with certain payloads, which it refuses for good. */
    private static class RefusingProducer extends MockProducer<byte[], byte[]> {
        private final Set<String> refused;

        RefusingProducer(Set<String> refused) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.refused = refused;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
            if (refused.contains(text(sent.value()))) {
                var failure = new RecordTooLargeException("refused");
                callback.onCompletion(null, failure);
                return CompletableFuture.failedFuture(failure);
            }
            return super.send(sent, callback);
        }

        List<String> payloads() {
            return history().stream().map(sent -> text(sent.value())).toList();
        }
    }
}
