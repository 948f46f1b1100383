package io.pushwave.platform.kafka;

import io.pushwave.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads and rewrites what lies on the broker, as a test's hand from outside. */
public final class BrokerContents implements AutoCloseable {
    private final String bootstrapServers;
    private final Admin admin;

    public BrokerContents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** How many records each of our topics has had, dead letters included. */
    public Map<String, Long> recordCounts() {
        return endOffsets(ourTopics()).entrySet().stream()
                .collect(Collectors.groupingBy(
                        end -> end.getKey().topic(), TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
    }

    /** Every record of a topic, in the order of each partition; none if there is no such topic. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        if (!existing().contains(topic)) {
            return List.of();
        }
        var ends = endOffsets(List.of(topic));
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    /** Sends every record of every topic once more: same partition, key, headers and payload, same order. */
    public void deliverEverythingOnceMore() {
        for (var topic : ourTopics()) {
            if (!topic.endsWith(".dlq")) {
                send(records(topic).stream()
                        .map(old -> new ProducerRecord<>(
                                old.topic(), old.partition(), old.key(), old.value(), old.headers()))
                        .toList());
            }
        }
    }

    /** Sends one record with the headers given as text. */
    public void send(String topic, String key, Map<String, String> headers, String payload) {
        var sent = new ProducerRecord<>(topic, bytes(key), bytes(payload));
        headers.forEach((name, value) -> sent.headers().add(name, bytes(value)));
        send(List.of(sent));
    }

    private void send(List<ProducerRecord<byte[], byte[]>> messages) {
        try (var producer = new KafkaProducer<>(
                BulkSending.settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : messages.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Records that the consumer groups have yet to acknowledge, by group and topic; empty when all is done. */
    public Map<String, Long> unread() {
        var unread = new TreeMap<String, Long>();
        for (var group : groups()) {
            var committed = committed(group);
            var ends = endOffsets(committed.keySet().stream()
                    .map(TopicPartition::topic)
                    .distinct()
                    .toList());
            ends.forEach((partition, end) -> {
                var position = committed.get(partition);
                long left = end - (position == null ? 0 : position.offset());
                if (left > 0) {
                    unread.merge(group + " " + partition.topic(), left, Long::sum);
                }
            });
        }
        return unread;
    }

    /** Whether no group has a consumer left; the broker notices the death of one only after its session has run out. */
    public boolean allGroupsAreEmpty() {
        var groups = result(() -> admin.describeConsumerGroups(groups()).all().get());
        return groups.values().stream().allMatch(group -> group.members().isEmpty());
    }

    /** Where each partition of a topic ends: the offset that its next record will have. */
    public Map<Integer, Long> ends(String topic) {
        return endOffsets(List.of(topic)).entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
    }

    /** The groups of the services. */
    public List<String> groups() {
        return result(() -> admin.listGroups(ListGroupsOptions.forConsumerGroups())
                        .all()
                        .get())
                .stream()
                .map(GroupListing::groupId)
                .sorted()
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return result(() -> admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
    }

    private List<String> ourTopics() {
        var existing = existing();
        return Stream.of(Topic.values())
                .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterTopicName()))
                .filter(existing::contains)
                .toList();
    }

    private List<String> existing() {
        return List.copyOf(result(() -> admin.listTopics().names().get()));
    }

    private Map<TopicPartition, Long> endOffsets(List<String> topics) {
        var partitions = result(
                        () -> admin.describeTopics(topics).allTopicNames().get())
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return result(() -> admin.listOffsets(partitions).all().get()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T result(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
