package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Message;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.messaging.redrive.Redrive;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.messaging.testing.MalformedMessages;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Malformed messages through the door of every topic: each ends as handled or as a dead letter whose reason is a sentence.
 * More of them by {@code -Dpushwave.doors.messages=N}, the same ones again by {@code -Dpushwave.seed}.
 */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class MessageDoorsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int BATCH = 100;
    private static final int PER_TOPIC = Integer.getInteger("pushwave.doors.messages", 400) / Topic.values().length;
    private static final Pattern CLASS_NAME = Pattern.compile(
            "[a-z_]\\w*\\.[a-z_]\\w*\\.(?:[a-z_]\\w*\\.)*[A-Z]|\\w+Exception\\b|\\bclass [a-z]|\\$[A-Z]");

    @Inject
    BatchReceiver receiver;

    @Inject
    DataSource dataSource;

    KafkaBroker broker;

    @Test
    void everyMalformedMessageIsHandledOrIsADeadLetterThatSaysWhy() {
        // Given
        var seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("doors: " + PER_TOPIC + " messages a topic, replay with -Dpushwave.seed=" + seed);
        var malformed = new MalformedMessages(seed);
        for (var topic : Topic.values()) {
            // One each, as it keeps what it has read.
            try (var topics = new KafkaTopics(broker.bootstrapServers())) {
                topics.create(6, List.of(topic.topicName(), topic.deadLetterTopicName()));
                topics.publish(malformed.of(topic, PER_TOPIC));

                // When
                var marks = malformed.marks(topic);
                var handled = receive(topic, marks);

                // Then
                var letters = await().atMost(SOON)
                        .until(
                                () -> letters(topic, topics, marks),
                                found -> handled.size() + found.size() >= PER_TOPIC);
                var ends = new ArrayList<>(handled);
                letters.forEach(letter -> ends.add(mark(letter).orElseThrow()));
                assertThat(ends).as("ends of %s", topic).doesNotHaveDuplicates().hasSize(PER_TOPIC);
                assertThat(letters)
                        .allSatisfy(letter -> assertThat(reason(letter))
                                .as("reason of %s", mark(letter))
                                .isNotBlank()
                                .doesNotContainPattern(CLASS_NAME));
            }
        }
    }

    @Test
    void whatIsReDrivenComesToTheSameDoorOnceMore() {
        // Given
        var topic = Topic.CAMPAIGN_PLAN;
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            topics.create(6, List.of(topic.topicName(), topic.deadLetterTopicName()));
            var malformed = new MalformedMessages(System.nanoTime());
            var marks = malformed.marks(topic);
            topics.publish(malformed.of(topic, PER_TOPIC));
            var handled = receive(topic, marks);
            long before = await().atMost(SOON)
                    .until(() -> letters(topic, topics, marks), found -> found.size() + handled.size() >= PER_TOPIC)
                    .size();

            // When
            var outcome = Redrive.run(
                    new Redrive.Request(
                            broker.bootstrapServers(), topic.topicName(), Long.MAX_VALUE, Optional.empty(), false),
                    new PrintStream(OutputStream.nullOutputStream()));

            // Then
            assertThat(outcome.redriven()).isGreaterThanOrEqualTo(before);
            var again = receive(topic, marks);
            await().atMost(SOON).until(() -> letters(topic, topics, marks).size() == 2 * before - again.size());
        }
    }

    /** Hands everything that lies on a topic to a consumer of its own; gives the marks of what its handler took. */
    private List<String> receive(Topic topic, String marks) {
        var handled = new ArrayList<String>();
        List<ConsumerRecord<String, byte[]>> records;
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            records = topics.read(topic.topicName()).stream()
                    .filter(one -> mark(one).orElse("").startsWith(marks))
                    .toList();
        }
        for (int from = 0; from < records.size(); from += BATCH) {
            receive(topic, topic.carries(), records.subList(from, Math.min(records.size(), from + BATCH)), handled);
        }
        return handled;
    }

    private <M extends Message> void receive(
            Topic topic, Class<M> carries, List<ConsumerRecord<String, byte[]>> records, List<String> handled) {
        var first = records.getFirst();
        var batch =
                new ConsumerRecords<>(Map.of(new TopicPartition(first.topic(), first.partition()), records), Map.of());
        var taken = new HashSet<String>();
        receiver.receive("doors", topic, carries, batch, received -> {
            taken.removeAll(marks(received));
            store(received);
            taken.addAll(marks(received));
        });
        handled.addAll(taken);
    }

    private static <M extends Message> Set<String> marks(List<Received<M>> received) {
        var marks = new HashSet<String>();
        received.forEach(one -> marks.add(one.origin().headers().getOrDefault(MalformedMessages.MARK, "")));
        return marks;
    }

    /** Whatever the door lets in can be stored. */
    private <M extends Message> void store(List<Received<M>> received) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(
                        "INSERT INTO handled (consumer, message_id, key, value) VALUES ('doors', ?, ?, ?)")) {
            for (var one : received) {
                statement.setString(1, one.messageId());
                statement.setString(2, one.message().key());
                statement.setString(3, one.message().toString());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("not written down", e);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> letters(Topic topic, KafkaTopics topics, String marks) {
        return topics.read(topic.deadLetterTopicName()).stream()
                .filter(letter -> mark(letter).orElse("").startsWith(marks)
                        && KafkaTopics.header(letter, DeadLetterHeaders.CONSUMER)
                                .filter("doors"::equals)
                                .isPresent())
                .toList();
    }

    private static Optional<String> mark(ConsumerRecord<String, byte[]> one) {
        return KafkaTopics.header(one, MalformedMessages.MARK);
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        return KafkaTopics.header(letter, DeadLetterHeaders.REASON).orElse("");
    }
}
