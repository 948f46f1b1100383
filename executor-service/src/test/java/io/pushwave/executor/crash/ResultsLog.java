package io.pushwave.executor.crash;

import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.messaging.testing.KafkaTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every result from now on, as a receiver has it: what is delivered again under the same id is dropped. */
final class ResultsLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final MessageCodec codec = new MessageCodec();
    private final Map<String, ConcurrentMap<String, PushResult>> campaigns = new ConcurrentHashMap<>();
    private final Thread reading;
    private volatile boolean closed;

    ResultsLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topic.PUSH_RESULTS.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reading = Thread.ofPlatform().name("results-log").daemon().start(this::read);
    }

    List<PushResult> of(String campaignId) {
        return List.copyOf(
                campaigns.getOrDefault(campaignId, new ConcurrentHashMap<>()).values());
    }

    List<PushResult> terminal(String campaignId) {
        return of(campaignId).stream().filter(PushResult::terminal).toList();
    }

    /** How many late answers have come. */
    long corrections(String campaignId) {
        return of(campaignId).stream().filter(PushCorrected.class::isInstance).count();
    }

    private void read() {
        while (!closed) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, byte[]> result) {
        try {
            var type = KafkaTopics.header(result, "ce_type").orElseThrow();
            var message = (PushResult) codec.read(Topic.PUSH_RESULTS, type, result.value());
            campaigns
                    .computeIfAbsent(message.subject().campaignId(), _ -> new ConcurrentHashMap<>())
                    .putIfAbsent(KafkaTopics.header(result, "ce_id").orElseThrow(), message);
        } catch (UnreadableMessageException e) {
            throw new AssertionError(result + " is not a result", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
