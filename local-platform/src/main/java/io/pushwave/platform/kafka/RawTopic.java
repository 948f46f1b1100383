package io.pushwave.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a broker holds, and how fast the same amount goes in and out with nothing done to it. */
public final class RawTopic {
    private static final String NAME = "floor";
    private static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String bootstrapServers;

    public RawTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** What the topics of a prefix hold; bytes as they are stored. */
    public record Contents(long records, long bytes) {}

    /** Seconds that the same amount took. */
    public record Speed(double produceSeconds, double consumeSeconds) {}

    /**
     * Counts.
     *
     * @throws IllegalStateException if the broker does not answer
     */
    public Contents contents(String prefix) {
        try (var admin = admin()) {
            var topics = await(admin.listTopics().names()).stream()
                    .filter(topic -> topic.startsWith(prefix))
                    .toList();
            var ends = new HashMap<TopicPartition, OffsetSpec>();
            await(admin.describeTopics(topics).allTopicNames())
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            long records = await(admin.listOffsets(ends).all()).values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
            var brokers = await(admin.describeCluster().nodes()).stream()
                    .map(node -> node.id())
                    .toList();
            long bytes = await(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> ends.containsKey(replica.getKey()))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
            return new Contents(records, bytes);
        }
    }

    /**
     * Sends so many records of the same mean size, and reads them.
     *
     * @throws IllegalStateException if the broker does not answer
     */
    public Speed measure(Contents contents) {
        if (contents.records() == 0) {
            return new Speed(0, 0);
        }
        try (var admin = admin()) {
            await(admin.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1)))
                    .all());
        }
        long begun = System.nanoTime();
        produce(contents);
        long produced = System.nanoTime();
        consume(contents.records());
        return new Speed((produced - begun) / 1e9, (System.nanoTime() - produced) / 1e9);
    }

    private void produce(Contents contents) {
        var failures = new ConcurrentLinkedQueue<Exception>();
        var payload = new byte[Math.toIntExact(contents.bytes() / contents.records())];
        try (var producer = new KafkaProducer<>(
                BulkSending.settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long sent = 0; sent < contents.records(); sent++) {
                var _ = producer.send(
                        new ProducerRecord<>(NAME, (int) (sent % PARTITIONS), null, payload), (_, exception) -> {
                            if (exception != null) {
                                failures.add(exception);
                            }
                        });
            }
            producer.flush();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the broker did not take a record", failures.peek());
        }
    }

    private void consume(long records) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest", "max.poll.records", 2000);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(NAME, partition))
                    .toList());
            for (long read = 0; read < records; ) {
                read += consumer.poll(POLL).count();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("only " + read + " of " + records + " records came back");
                }
            }
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the broker", e);
        }
    }
}
