package io.pushwave.messaging.offsets;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks single records up for their time, with a consumer of its own that belongs to no group. */
@ApplicationScoped
class RecordTimes {
    private static final Logger LOG = Logger.getLogger(RecordTimes.class);

    /** Longest look at the log; what was not found by then is looked for the next time. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(100);

    /** Only the first record is wanted; the broker gives at least one batch, however large. */
    private static final int FETCH_BYTES = 1024;

    private final Map<String, Object> settings;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    RecordTimes(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    }

    /** When the first records at or behind the given offsets were written, by their own timestamps; of those that are found. */
    synchronized Map<TopicPartition, Instant> at(Map<TopicPartition, Long> offsets) {
        var times = new HashMap<TopicPartition, Instant>();
        if (offsets.isEmpty()) {
            return times;
        }
        try {
            var reading = consumer();
            reading.assign(offsets.keySet());
            reading.resume(offsets.keySet());
            offsets.forEach(reading::seek);
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (times.size() < offsets.size() && System.nanoTime() < end) {
                for (var one : reading.poll(POLL)) {
                    var partition = new TopicPartition(one.topic(), one.partition());
                    if (times.putIfAbsent(partition, Instant.ofEpochMilli(one.timestamp())) == null) {
                        reading.pause(List.of(partition));
                    }
                }
            }
        } catch (KafkaException e) {
            LOG.debug("the times of unread records are not known", e);
            close();
        }
        return times;
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }
}
