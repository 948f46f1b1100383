package io.pushwave.messaging.outbox;

import io.pushwave.messaging.MessagingConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of the outbox's producer; what they promise together is what {@link KafkaSender} relies on. */
public final class ProducerSettings {
    /** Above the longest dead letter, so that the broker's limit per topic is the one that counts. */
    private static final int REQUEST_BYTES_MAXIMUM = 4 * 1024 * 1024;

    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLISECONDS = 10;

    private ProducerSettings() {}

    /** A producer for a broker whose address and credentials are given. */
    public static Producer<byte[], byte[]> producer(Map<String, Object> broker, MessagingConfig.Publisher config) {
        return new KafkaProducer<>(settings(broker, config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> settings(Map<String, Object> broker, MessagingConfig.Publisher config) {
        var delivery = Math.toIntExact(config.deliveryTimeout().toMillis());
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With more than one, a record could be stored although the one before it failed for good.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(delivery - LINGER_MILLISECONDS, 10_000));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAXIMUM);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLISECONDS);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }
}
