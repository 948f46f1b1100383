package io.pushwave.messaging.testing;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a broker, from outside: what an upstream system or an onlooker would do. Not thread-safe. */
public final class KafkaTopics implements AutoCloseable {
    private static final URI SOURCE = URI.create("/upstream");

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, TopicLog> logs = new HashMap<>();
    private final Map<Naming, Named> naming = new HashMap<>();
    private final MessageCodec codec = new MessageCodec();

    /** Topics of the broker at {@code host:port}. */
    public KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        // Of two requests to a partition that is just being made, the broker may refuse the first and take the second.
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.in.flight.requests.per.connection",
                        1,
                        "max.request.size",
                        4 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Creates topics that do not exist yet. */
    public void create(int partitions, Collection<String> topics) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var creations = admin.createTopics(topics.stream()
                            .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                            .toList())
                    .values();
            creations.values().forEach(creation -> {
                try {
                    creation.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException(e);
                    }
                } catch (InterruptedException e) {
                    throw interrupted(e);
                }
            });
        }
    }

    /** Publishes a message as a CloudEvent of source {@code /upstream}, and waits for its acknowledgement. */
    public void publish(String id, Message message) {
        publish(List.of(cloudEvent(id, message)));
    }

    /** Publishes records as they are, and waits for their acknowledgements. */
    public void publish(Collection<ProducerRecord<byte[], byte[]>> records) {
        var sent = new ArrayList<Future<?>>();
        records.forEach(kafkaRecord -> sent.add(producer.send(kafkaRecord)));
        sent.forEach(KafkaTopics::await);
    }

    /** The record that a message is as a CloudEvent of source {@code /upstream}, for tests that break it. */
    public ProducerRecord<byte[], byte[]> cloudEvent(String id, Message message) {
        var type = MessageType.of(message);
        var event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(SOURCE)
                .withType(type.typeName())
                .withDataContentType("application/json")
                .withData(codec.write(message))
                .build();
        return KafkaMessageFactory.createWriter(
                        type.topic().topicName(), message.key().getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
    }

    /**
     * Everything that lies on a topic now, each partition in its order; nothing if the topic does not exist. What lay there when
     * it was read before and is gone since is still given.
     */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        return logs.computeIfAbsent(topic, name -> TopicLog.fromTheStart(bootstrapServers, name))
                .upToNow();
    }

    /** What lies on a topic by now is not read, unless it was read before: an answer to what is yet to be asked is not in it. */
    public void fromNowOn(Topic topic) {
        logs.computeIfAbsent(topic.topicName(), name -> TopicLog.fromNowOn(bootstrapServers, name));
    }

    /**
     * The messages on a topic with a JSON text of this value, such as an id, in their payload; each partition in its order. The
     * others are not decoded, and none is looked at twice.
     */
    public List<Message> messages(Topic topic, String value) {
        return naming.computeIfAbsent(new Naming(topic, value), _ -> new Named())
                .among(topic, value);
    }

    private record Naming(Topic topic, String value) {}

    private final class Named {
        private final List<Message> messages = new ArrayList<>();
        private int seen;

        List<Message> among(Topic topic, String value) {
            var records = read(topic.topicName());
            records.subList(seen, records.size()).stream()
                    .filter(naming(value))
                    .forEach(kafkaRecord -> messages.add(message(topic, kafkaRecord)));
            seen = records.size();
            return List.copyOf(messages);
        }
    }

    /** Records with a JSON text of this value, such as an id, in their payload. */
    public static Predicate<ConsumerRecord<String, byte[]>> naming(String value) {
        return kafkaRecord -> new String(kafkaRecord.value(), StandardCharsets.UTF_8).contains('"' + value + '"');
    }

    /** A header's value as text. */
    public static Optional<String> header(ConsumerRecord<String, byte[]> kafkaRecord, String name) {
        return Optional.ofNullable(kafkaRecord.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        logs.values().forEach(TopicLog::close);
        producer.close(Duration.ofSeconds(5));
    }

    private Message message(Topic topic, ConsumerRecord<String, byte[]> kafkaRecord) {
        try {
            return codec.read(topic, header(kafkaRecord, "ce_type").orElse(""), kafkaRecord.value());
        } catch (UnreadableMessageException e) {
            throw new AssertionError(kafkaRecord + " is not a message", e);
        }
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
