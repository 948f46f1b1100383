package io.pushwave.messaging.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What lies on one topic. Each look fetches only what came since the last one: a test may look as often as it likes. */
final class TopicLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private List<TopicPartition> partitions = List.of();

    private TopicLog(String bootstrapServers, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 10_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Of all that was ever published. */
    static TopicLog fromTheStart(String bootstrapServers, String topic) {
        return new TopicLog(bootstrapServers, topic);
    }

    /** Of what is published from now on; a topic that does not exist yet is read from its start. */
    static TopicLog fromNowOn(String bootstrapServers, String topic) {
        var log = new TopicLog(bootstrapServers, topic);
        if (log.found()) {
            log.consumer.seekToEnd(log.partitions);
            log.partitions.forEach(log.consumer::position);
        }
        return log;
    }

    /** All records up to now, each partition in its order; none if the topic does not exist. */
    List<ConsumerRecord<String, byte[]>> upToNow() {
        if (partitions.isEmpty() && !found()) {
            return List.of();
        }
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(POLL).forEach(records::add);
        }
        return List.copyOf(records);
    }

    private boolean found() {
        var known = consumer.listTopics().get(topic);
        if (known == null) {
            return false;
        }
        partitions = known.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
