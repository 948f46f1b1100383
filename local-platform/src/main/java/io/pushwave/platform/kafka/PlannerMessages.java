package io.pushwave.platform.kafka;

import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Says what a planner would say, by the hundred thousand. */
public final class PlannerMessages implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public PlannerMessages(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                BulkSending.settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends a message, and does not wait for the broker. */
    public void send(String eventId, Message message) {
        var type = MessageType.of(message);
        var sent = new ProducerRecord<String, byte[]>(type.topic().topicName(), message.key(), codec.write(message));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", eventId,
                        "ce_source", "/local-platform",
                        "ce_type", type.typeName(),
                        "content-type", "application/json")
                .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(sent, (_, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /**
     * Waits until the broker has everything.
     *
     * @throws IllegalStateException if it did not take something
     */
    public void flush() {
        producer.flush();
        Optional.ofNullable(failure.get()).ifPresent(cause -> {
            throw new IllegalStateException("the broker did not take a message", cause);
        });
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
