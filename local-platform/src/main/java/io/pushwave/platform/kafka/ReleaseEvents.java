package io.pushwave.platform.kafka;

import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.PackageRelease;
import io.pushwave.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the platform of a release as an upstream pipeline does: a CloudEvent in Kafka's binary mode. */
public final class ReleaseEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final MessageCodec codec = new MessageCodec();

    public ReleaseEvents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Sends one release event and returns when the broker has it.
     *
     * @param eventId the CloudEvents id; the same id again is the same event
     * @throws ReleaseNotSentException if the broker did not take it in time
     */
    public void publish(String eventId, PackageRelease.PackageVersionReleased release) throws ReleaseNotSentException {
        publish(release.key(), headers(eventId), codec.write(release));
    }

    /** The CloudEvents headers of a release event. */
    public static Map<String, String> headers(String eventId) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", eventId);
        headers.put("ce_source", "/local-platform");
        headers.put("ce_type", MessageType.PACKAGE_VERSION_RELEASED.typeName());
        headers.put("content-type", "application/json");
        return headers;
    }

    /** Sends any payload with any headers onto the topic of release events. */
    public void publish(String key, Map<String, String> headers, byte[] payload) throws ReleaseNotSentException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.block.ms",
                Math.toIntExact(PATIENCE.toMillis()));
        var producerRecord = new ProducerRecord<String, byte[]>(Topic.PACKAGE_RELEASES.topicName(), key, payload);
        headers.forEach((name, value) -> producerRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(producerRecord).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ReleaseNotSentException(
                    "the broker at " + bootstrapServers + " did not take the release event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReleaseNotSentException("interrupted while sending the release event", e);
        }
    }
}
