package io.pushwave.planner;

import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.messaging.testing.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was ever published on the platform's topics, as it comes. */
final class TopicTail implements AutoCloseable {
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final MessageCodec codec = new MessageCodec();
    private volatile boolean closed;

    TopicTail(String bootstrapServers) {
        Thread.ofPlatform().daemon().name("topic-tail").start(() -> read(bootstrapServers));
    }

    private void read(String bootstrapServers) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "tail-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "metadata.max.age.ms",
                        500),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(Pattern.compile("pushwave\\..*"));
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
    }

    /** What came on a topic, in the order of each partition. */
    Stream<ConsumerRecord<String, byte[]>> records(String topic) {
        return records.stream().filter(each -> each.topic().equals(topic));
    }

    /** The messages of one kind that came on a topic. */
    <M extends Message> List<M> messages(Topic topic, Class<M> kind) {
        return records(topic.topicName())
                .flatMap(this::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Stream<Message> message(ConsumerRecord<String, byte[]> each) {
        var topic = Stream.of(Topic.values())
                .filter(known -> known.topicName().equals(each.topic()))
                .findFirst()
                .orElseThrow();
        try {
            return Stream.of(
                    codec.read(topic, KafkaTopics.header(each, "ce_type").orElse(""), each.value()));
        } catch (UnreadableMessageException _) {
            // A test published it to see it given up.
            return Stream.empty();
        }
    }

    /** What somebody said on the platform's topics that nobody can read. */
    List<String> unreadable(String source) {
        return records.stream()
                .filter(each -> !each.topic().endsWith(".dlq"))
                .filter(each -> KafkaTopics.header(each, "ce_source")
                        .filter(source::equals)
                        .isPresent())
                .filter(each -> message(each).findAny().isEmpty())
                .map(each -> each.topic() + ": " + new String(each.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() {
        // The reader ends with its next poll.
        closed = true;
    }
}
