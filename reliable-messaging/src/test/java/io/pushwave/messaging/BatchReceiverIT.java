package io.pushwave.messaging;

import static io.pushwave.messaging.Controls.control;
import static io.pushwave.messaging.Controls.controls;
import static io.pushwave.messaging.Controls.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PostgresServer;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.messaging.inbox.BatchTransactions;
import io.pushwave.messaging.inbox.DeadLetters;
import io.pushwave.messaging.inbox.ReceivingStoppedException;
import io.pushwave.messaging.offsets.StateOffsets;
import io.pushwave.messaging.schema.LongStatements;
import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class BatchReceiverIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Topic TOPIC = Topic.CAMPAIGN_CONTROLS;

    @Inject
    Handled handled;

    @Inject
    DeadLetters deadLetters;

    @Inject
    @Identifier(StateOffsets.NAME) StateOffsets offsets;

    @Inject
    LongStatements longStatements;

    @Inject
    Jdbi jdbi;

    @Inject
    Flyway flyway;

    @Inject
    MessagingConfig config;

    @Inject
    MeterRegistry meters;

    @Inject
    Clock clock;

    KafkaBroker broker;
    PostgresServer server;

    private KafkaTopics topics;

    @BeforeEach
    void open() {
        topics = new KafkaTopics(broker.bootstrapServers());
        topics.create(6, List.of(TOPIC.topicName(), TOPIC.deadLetterTopicName()));
    }

    @AfterEach
    void close() {
        handled.meet(_ -> {});
        handled.meetGivenUp(_ -> {});
        topics.close();
    }

    @Test
    void everyMessageDeliveredTwiceChangesNothing() {
        // Given
        var key = "twice";
        var records = records(key, controls(key, 500));

        // When
        topics.publish(records);
        topics.publish(records);
        topics.publish("after-" + key, control("after " + key, 1));

        // Then
        await().atMost(SOON).until(() -> !handled.values("after " + key).isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(numbers(500)));
        await().atMost(SOON).untilAsserted(() -> assertThat(duplicates()).isGreaterThanOrEqualTo(500));
    }

    @Test
    void aRecordThatComesAgainAfterACommitWithoutAcknowledgementIsDropped() {
        // Given
        var key = "again";
        var batch = batch(records(key, controls(key, 10)));
        handled.receive(batch);

        // When
        handled.receive(batch);

        // Then
        assertThat(handled.values(key)).isEqualTo(numbers(10));
    }

    @Test
    void aHandlerBugGivesUpTheOneRecordThatMeetsIt() {
        // Given
        var key = "bug";
        handled.meet(control -> {
            if (control.campaignId().equals(key) && control.epoch() == 25) {
                throw new IllegalArgumentException("25 is too much");
            }
        });

        // When
        topics.publish(records(key, controls(key, 50)));

        // Then
        var others = new ArrayList<>(numbers(50));
        others.remove("25");
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(others));
        var letter = await().atMost(SOON)
                .until(() -> letters(key), letters -> letters.size() == 1)
                .getFirst();
        assertThat(header(letter, DeadLetterHeaders.REASON)).contains("25 is too much");
        assertThat(header(letter, DeadLetterHeaders.CONSUMER)).isEqualTo(Handled.CONSUMER);
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(TOPIC.topicName());
        assertThat(header(letter, DeadLetterHeaders.PARTITION)).containsOnlyDigits();
        assertThat(header(letter, DeadLetterHeaders.OFFSET)).containsOnlyDigits();
        assertThat(Instant.parse(header(letter, DeadLetterHeaders.FAILED_AT))).isBeforeOrEqualTo(clock.instant());
        assertThat(header(letter, "ce_id")).isEqualTo(key + "-25");
    }

    @Test
    void aTransientFailureNeitherLosesNorGivesUpAnything() {
        // Given
        var key = "transient";
        var failures = new AtomicInteger(5);
        handled.meet(control -> {
            if (control.campaignId().equals(key) && failures.getAndDecrement() > 0) {
                throw new IllegalStateException(new SQLException("connection lost", "08006"));
            }
        });

        // When
        topics.publish(records(key, controls(key, 100)));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(numbers(100)));
        assertThat(letters(key)).isEmpty();
    }

    @Test
    void aDatabaseThatCrashesAndComesBackLosesNothing() {
        // Given
        var key = "database crash";
        handled.meet(control -> {
            if (control.campaignId().equals(key) && control.epoch() == 150) {
                handled.meet(_ -> {});
                server.kill();
                server.start();
            }
        });

        // When
        topics.publish(records(key, controls(key, 300)));

        // Then
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(numbers(300)));
        assertThat(letters(key)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsGivenUpAndThePartitionGoesOn() {
        // Given
        var seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("poison seed: replay with -Dpushwave.seed=" + seed);
        var poison = new Poison(new Random(seed), topics);
        var key = "poison " + seed;
        var good = records(key, controls(key, 300));
        var bad = poison.records(key + " bad", 300);
        var mixed = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < good.size(); i++) {
            mixed.add(good.get(i));
            mixed.add(bad.get(i));
        }

        // When
        topics.publish(mixed);

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(numbers(300)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topics.read(TOPIC.deadLetterTopicName()).stream()
                                .flatMap(letter -> KafkaTopics.header(letter, Poison.MARK).stream())
                                .filter(mark -> mark.startsWith(key + " bad"))
                                .sorted()
                                .toList())
                        .isEqualTo(poison.marks(key + " bad", 300)));
    }

    @Test
    void aConsumerIsGivenTheKeyOfWhatCannotBeRead() {
        // Given
        var key = "unreadable";
        var records = records(key, controls(key, 3));
        records.set(
                1, new ProducerRecord<>(TOPIC.topicName(), records.get(1).key(), "{".getBytes(StandardCharsets.UTF_8)));

        // When
        topics.publish(records);

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).containsExactly("1", "3"));
        assertThat(handled.values("given up " + key)).singleElement().asString().contains("ce_specversion");
    }

    @Test
    void aConsumerIsGivenOnceWhatItsHandlerCannotTake() {
        // Given
        var key = "handler cannot";
        handled.meet(control -> {
            if (control.campaignId().equals(key) && control.epoch() == 2) {
                throw new IllegalArgumentException("2 is too much");
            }
        });

        // When
        topics.publish(records(key, controls(key, 3)));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).containsExactly("1", "3"));
        assertThat(handled.values("given up " + key)).singleElement().asString().contains("2 is too much");
    }

    @Test
    void aRecordThatAConsumerCannotGiveUpIsNeverPassedBy() {
        // Given
        var key = "cannot give up";
        var failures = new AtomicInteger(10);
        handled.meetGivenUp(givenUp -> {
            if (key.equals(givenUp.origin().key()) && failures.getAndDecrement() > 0) {
                throw new IllegalArgumentException("cannot be remembered");
            }
        });
        var records = records(key, controls(key, 2));
        records.set(
                0, new ProducerRecord<>(TOPIC.topicName(), records.get(0).key(), "{".getBytes(StandardCharsets.UTF_8)));

        // When
        topics.publish(records);

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).containsExactly("2"));
        assertThat(handled.values("given up " + key)).hasSize(1);
        assertThat(letters(key)).hasSizeLessThanOrEqualTo(1);
        assertThat(failures).hasNegativeValue();
    }

    @Test
    void aDecisionGivesUpARecordThatWasReadWell() {
        // Given
        var key = "decided";
        var origin = new Origin(
                TOPIC.topicName(), key, "{}".getBytes(StandardCharsets.UTF_8), Map.of("ce_id", "1", "ce_source", "/x"));

        // When
        QuarkusTransaction.requiringNew()
                .run(() -> deadLetters.append(origin, "decider", "no such package " + "x".repeat(5_000)));

        // Then
        var letter = await().atMost(SOON)
                .until(() -> letters(key), letters -> letters.size() == 1)
                .getFirst();
        assertThat(header(letter, DeadLetterHeaders.REASON))
                .startsWith("no such package")
                .hasSizeLessThan(2_100);
        assertThat(letter.value()).isEqualTo(origin.payload());
        assertThat(meters.counter(MessagingMetrics.DEAD_LETTERS, "topic", TOPIC.topicName(), "consumer", "decider")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aReceiverThatWaitsStopsPromptlyAndWithoutReturning() {
        // Given
        var neverReady = new SchemaMigration(flyway, config);
        var transactions = new BatchTransactions(neverReady, longStatements, config);
        var receiver = new BatchReceiver(transactions, jdbi, deadLetters, offsets, clock, meters, config);
        var receiving = CompletableFuture.runAsync(() -> receiver.receive(
                "stopped", TOPIC, CampaignControl.class, batch(records("stopped", controls("stopped", 1))), _ -> {}));

        // When
        receiver.stop(new ShutdownEvent());

        // Then
        assertThatThrownBy(() -> receiving.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ReceivingStoppedException.class);
    }

    private List<ProducerRecord<byte[], byte[]>> records(String key, List<CampaignControlled> controls) {
        return controls.stream()
                .map(control -> topics.cloudEvent(key + "-" + control.epoch(), control))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Records as a consumer's poll would give them, from a partition of their own. */
    private static ConsumerRecords<String, byte[]> batch(List<ProducerRecord<byte[], byte[]>> sent) {
        var partition = new TopicPartition(TOPIC.topicName(), 99);
        var received = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var one : sent) {
            var offset = received.size();
            var record = new ConsumerRecord<>(
                    one.topic(), 99, offset, new String(one.key(), StandardCharsets.UTF_8), one.value());
            one.headers().forEach(header -> record.headers().add(header));
            received.add(record);
        }
        return new ConsumerRecords<>(Map.of(partition, received), Map.of());
    }

    private List<ConsumerRecord<String, byte[]>> letters(String key) {
        return topics.read(TOPIC.deadLetterTopicName()).stream()
                .filter(letter -> key.equals(letter.key()))
                .toList();
    }

    private double duplicates() {
        return Optional.ofNullable(
                        meters.find(MessagingMetrics.INBOX_DUPLICATES).counter())
                .map(Counter::count)
                .orElse(0.0);
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return KafkaTopics.header(letter, name).orElse("");
    }
}
