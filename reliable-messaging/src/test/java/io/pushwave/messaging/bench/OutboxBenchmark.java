package io.pushwave.messaging.bench;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.TimeAndIds;
import io.pushwave.messaging.outbox.MessageEnvelope;
import io.pushwave.messaging.outbox.OutboxPublisher;
import io.pushwave.messaging.outbox.OutboxRow;
import io.pushwave.messaging.outbox.ProducerSettings;
import io.pushwave.messaging.outbox.PublisherProbe;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the way from rows to acknowledged records: appends push commands to the outbox of a real PostgreSQL server, then
 * lets the publisher send them to a real broker, and prints both rates. Options: {@code --rows n} (default 200,000) and
 * {@code --batch n} (rows per statement and per publisher batch, default 2,000).
 */
public final class OutboxBenchmark {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int KEYS = 100_000;

    private final Clock clock = Clock.systemUTC();

    private OutboxBenchmark() {}

    /** What was measured, in rows per second. */
    public record Figures(long rows, double appendedPerSecond, double publishedPerSecond) {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var infrastructure = Infrastructure.create()) {
            infrastructure.start();
            var figures = new OutboxBenchmark()
                    .measure(infrastructure, option(arguments, "--rows", 200_000), option(arguments, "--batch", 2_000));
            System.out.printf(
                    Locale.ROOT,
                    "outbox: %d rows, appended %.0f/s, row to acknowledged and removed %.0f/s%n",
                    figures.rows(),
                    figures.appendedPerSecond(),
                    figures.publishedPerSecond());
        }
    }

    private Figures measure(Infrastructure infrastructure, int rows, int batch) throws InterruptedException {
        var config = MessagingConfigs.with(Map.of("publisher.batch-size", Integer.toString(batch)));
        try (var database = OutboxDatabase.of(infrastructure.postgres(), "outbox_benchmark", clock)) {
            return measure(infrastructure, config, database, rows, batch);
        }
    }

    private Figures measure(
            Infrastructure infrastructure, MessagingConfig config, OutboxDatabase database, int rows, int batch)
            throws InterruptedException {
        try (var topics = new KafkaTopics(infrastructure.kafka().bootstrapServers())) {
            topics.create(6, List.of(Topic.PUSH_COMMANDS.topicName()));
        }
        var envelope = new MessageEnvelope(config, TimeAndIds.versionSeven(clock), clock);

        var appendStart = System.nanoTime();
        for (int from = 0; from < rows; from += batch) {
            database.append(commands(envelope, from, Math.min(rows, from + batch)));
        }
        var appendSeconds = secondsSince(appendStart);

        var progress = new Progress(rows);
        var publishStart = System.nanoTime();
        try (var publisher = new OutboxPublisher(
                database.dataSource(),
                () -> ProducerSettings.producer(
                        Map.of("bootstrap.servers", infrastructure.kafka().bootstrapServers()), config.publisher()),
                _ -> false,
                config.publisher(),
                clock,
                progress)) {
            publisher.start();
            if (!progress.done.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(rows + " rows were not published within " + TIMEOUT);
            }
        }
        return new Figures(rows, rows / appendSeconds, rows / secondsSince(publishStart));
    }

    private List<OutboxRow> commands(MessageEnvelope envelope, int from, int to) {
        var commands = new ArrayList<OutboxRow>(to - from);
        for (int i = from; i < to; i++) {
            var orgKey = new OrgKey("00D%012d".formatted(i % KEYS));
            var command = new OrgPushCommanded(
                    "command-" + i,
                    "01990000-0000-7000-8000-000000000000",
                    orgKey,
                    "033000000000001AAA",
                    "04t000000000001AAA",
                    1,
                    1,
                    clock.instant(),
                    Optional.empty());
            commands.add(envelope.row(command, Optional.empty()));
        }
        return commands;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static int option(String[] arguments, String name, int otherwise) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return Integer.parseInt(arguments[i + 1]);
            }
        }
        return otherwise;
    }

    private static final class Progress implements PublisherProbe {
        private final AtomicLong missing;
        private final CountDownLatch done = new CountDownLatch(1);

        Progress(long rows) {
            missing = new AtomicLong(rows);
        }

        @Override
        public void published(int rows) {
            if (missing.addAndGet(-rows) <= 0) {
                done.countDown();
            }
        }
    }
}
