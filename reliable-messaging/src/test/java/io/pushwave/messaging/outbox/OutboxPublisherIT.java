package io.pushwave.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PostgresServer;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class OutboxPublisherIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEYS = 20;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final KafkaBroker broker = Infrastructure.shared().kafka();
    private final PostgresServer server = Infrastructure.shared().postgres();
    private final String name = "publisher_" + TESTS.incrementAndGet();
    private final List<OutboxPublisher> publishers = new ArrayList<>();
    private final Map<String, Integer> appended = new HashMap<>();
    private Predicate<String> missing = _ -> false;
    private final OutboxDatabase database = OutboxDatabase.of(server, name, CLOCK);

    @BeforeEach
    void createTopic(TestInfo test) {
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            topics.create(3, List.of(name));
        }
    }

    @AfterEach
    void closePublishers() {
        publishers.forEach(OutboxPublisher::close);
        database.close();
    }

    @Test
    void orderPerKeyHoldsWhileTheBrokerCrashesAndComesBack() {
        // Given
        var published = new AtomicInteger();
        start(Map.of("batch-size", "200"), countingInto(published));
        append(2_000);
        await().atMost(SOON).until(() -> published.get() > 0);

        // When
        broker.kill();
        append(2_000);
        broker.start();

        // Then
        append(1_000);
        allIsPublishedInOrder();
    }

    @Test
    void publishingGoesOnAfterTheDatabaseCrashesAndComesBack() {
        // Given
        var published = new AtomicInteger();
        start(Map.of("batch-size", "100"), countingInto(published));
        append(3_000);
        await().atMost(SOON).until(() -> published.get() > 0);

        // When
        server.kill();
        server.start();

        // Then
        append(1_000);
        allIsPublishedInOrder();
    }

    @Test
    void aCrashBetweenSendingAndRemovingSendsAgainAndLosesNothing() {
        // Given
        var crashes = new AtomicInteger(3);
        append(1_000);

        // When
        start(Map.of("batch-size", "300"), new PublisherProbe() {
            @Override
            public void acknowledged(int rows) {
                if (crashes.getAndDecrement() > 0) {
                    throw new IllegalStateException("crash between sending and removing");
                }
            }
        });

        // Then
        allIsPublishedInOrder();
        assertThat(records()).hasSize(1_000 + 3 * 300);
    }

    @Test
    void ofTwoPublishersOnlyOnePublishesAndTheOtherTakesOver() {
        // Given
        var byFirst = new AtomicInteger();
        var bySecond = new AtomicInteger();
        var first = start(Map.of(), countingInto(byFirst));
        append(500);
        await().atMost(SOON).until(() -> byFirst.get() == 500);
        start(Map.of(), countingInto(bySecond));
        append(500);
        await().atMost(SOON).until(() -> byFirst.get() == 1_000);

        // When
        first.close();

        // Then
        append(500);
        allIsPublishedInOrder();
        assertThat(bySecond).hasValue(500);
        assertThat(records()).hasSize(1_500);
    }

    @Test
    void aPublisherThatHangsIsTakenOverAndCannotMarkAfterwards() throws InterruptedException {
        // Given
        var hanging = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var sentByFirst = new AtomicInteger();
        var sentBySecond = new AtomicInteger();
        var limits = Map.of("delivery-timeout", "PT1S", "holder-timeout", "PT2S", "take-over-interval", "PT0.2S");
        append(100);
        var first = start(limits, new PublisherProbe() {
            @Override
            public void acknowledged(int rows) {
                hanging.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void published(int rows) {
                sentByFirst.addAndGet(rows);
            }
        });
        hanging.await();

        // When
        start(limits, countingInto(sentBySecond));

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> sentBySecond.get() == 100);
        goOn.countDown();
        first.close();
        assertThat(sentByFirst).hasValue(0);
        allIsPublishedInOrder();
    }

    @Test
    void aPublisherProcessThatIsKilledIsTakenOverWithNothingLost() throws Exception {
        // Given
        append(20_000);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublisherProcess.class.getName(),
                        server.jdbcUrl(),
                        server.username(),
                        server.password(),
                        name,
                        broker.bootstrapServers())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "publisher-process.log").toFile())
                .start();
        await().atMost(SOON).until(() -> database.unpublished() < 20_000);

        // When
        process.destroyForcibly();

        // Then
        start(Map.of(), new PublisherProbe() {});
        allIsPublishedInOrder();
    }

    @Test
    void aRecordThatTheBrokerRefusesIsSetAsideWithItsKeyAndTheOthersGoOn() throws Exception {
        // Given
        limitRecords(2_000);
        var parked = new AtomicInteger();
        database.append(
                List.of(row("a", 1, "small"), row("a", 2, random(5_000)), row("b", 1, "small"), row("a", 3, "small")));
        appended.put("a", 4);
        appended.put("b", 2);

        // When
        start(Map.of("delivery-timeout", "PT2S"), new PublisherProbe() {
            @Override
            public void parked(int rows) {
                parked.addAndGet(rows);
            }
        });

        // Then
        await().atMost(SOON).until(() -> parked.get() == 2);
        database.append(List.of(row("a", 4, "small"), row("b", 2, "small")));
        await().atMost(SOON).until(() -> parked.get() == 3);
        await().atMost(SOON).until(() -> records().contains(new Numbered("b", 2)));
        assertThat(Set.copyOf(records()))
                .containsExactlyInAnyOrder(new Numbered("a", 1), new Numbered("b", 1), new Numbered("b", 2));
        assertThat(database.count("SELECT count(*) FROM outbox WHERE parked_reason LIKE '%too large%'"))
                .isEqualTo(1);
        limitRecords(1_000_000);
        database.execute("UPDATE outbox SET parked_at = NULL, parked_reason = NULL WHERE parked_at IS NOT NULL");
        allIsPublishedInOrder();
    }

    @Test
    void aTopicThatDoesNotExistHoldsBackItsOwnMessagesAlone() {
        // Given
        var nowhere = new OutboxRow(
                "n",
                name + "-nowhere",
                "n".getBytes(StandardCharsets.UTF_8),
                "numbered",
                Map.of(),
                new byte[] {1},
                null);
        database.append(List.of(nowhere));
        append(100);

        // When
        missing = topic -> topic.equals(nowhere.topic());
        start(Map.of("delivery-timeout", "PT2S", "unknown-topic-patience", "PT0S"), new PublisherProbe() {});

        // Then
        allIsPublishedInOrder();
        assertThat(database.count("SELECT count(*) FROM outbox WHERE parked_reason LIKE '%has no topic%'"))
                .isEqualTo(1);
    }

    @Test
    void commitsOfThisInstanceWakeThePublisherBeforeThePollInterval() {
        // Given
        var published = new AtomicInteger();
        var idle = new AtomicBoolean();
        var publisher = start(Map.of("poll-interval", "PT1H"), new PublisherProbe() {
            @Override
            public void started() {
                idle.set(true);
            }

            @Override
            public void published(int rows) {
                published.addAndGet(rows);
            }
        });
        await().atMost(SOON).until(idle::get);

        // When
        append(10);
        publisher.wake();

        // Then
        await().atMost(SOON).until(() -> published.get() == 10);
    }

    private OutboxPublisher start(Map<String, String> different, PublisherProbe probe) {
        var settings = new HashMap<String, String>();
        settings.put("publisher.take-over-interval", "PT0.2S");
        different.forEach((key, value) -> settings.put("publisher." + key, value));
        var config = MessagingConfigs.with(settings).publisher();
        Map<String, Object> settingsOfBroker = Map.of("bootstrap.servers", broker.bootstrapServers());
        var publisher = new OutboxPublisher(
                database.dataSource(),
                () -> ProducerSettings.producer(settingsOfBroker, config),
                missing,
                config,
                CLOCK,
                probe);
        publishers.add(publisher);
        publisher.start();
        return publisher;
    }

    private static PublisherProbe countingInto(AtomicInteger published) {
        return new PublisherProbe() {
            @Override
            public void published(int rows) {
                published.addAndGet(rows);
            }
        };
    }

    /** Appends rows whose keys take turns, in transactions of a hundred; each key's rows are numbered from 1. */
    private void append(int count) {
        for (int from = 0; from < count; from += 100) {
            database.append(IntStream.range(from, Math.min(count, from + 100))
                    .mapToObj(i -> "key-" + i % KEYS)
                    .map(key -> row(key, appended.merge(key, 1, Integer::sum), "payload"))
                    .toList());
        }
    }

    private OutboxRow row(String key, int number, String payload) {
        return new OutboxRow(
                key + "/" + number,
                name,
                key.getBytes(StandardCharsets.UTF_8),
                "numbered",
                Map.of("number", Integer.toString(number)),
                payload.getBytes(StandardCharsets.UTF_8),
                null);
    }

    private record Numbered(String key, int number) {}

    private List<Numbered> records() {
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            return topics.read(name).stream()
                    .map(one -> new Numbered(
                            one.key(),
                            Integer.parseInt(KafkaTopics.header(one, "number").orElseThrow())))
                    .toList();
        }
    }

    /** Everything is sent, and a receiver that drops repetitions has every key's rows, in their order. */
    private void allIsPublishedInOrder() {
        await().atMost(SOON).until(() -> database.unpublished() == 0);
        var received = new LinkedHashMap<String, LinkedHashSet<Integer>>();
        records()
                .forEach(one -> received.computeIfAbsent(one.key(), _ -> new LinkedHashSet<>())
                        .add(one.number()));
        assertThat(received.keySet()).isEqualTo(appended.keySet());
        received.forEach((key, numbers) -> assertThat(List.copyOf(numbers))
                .as(key)
                .isEqualTo(IntStream.rangeClosed(1, appended.getOrDefault(key, 0))
                        .boxed()
                        .toList()));
    }

    private void limitRecords(int bytes) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, name),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Text that no compression makes shorter. */
    private static String random(int characters) {
        var text = new StringBuilder();
        new Random(7).ints(characters, ' ', '~').forEach(character -> text.append((char) character));
        return text.toString();
    }
}
