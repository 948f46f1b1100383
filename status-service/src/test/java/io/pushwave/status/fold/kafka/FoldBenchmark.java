package io.pushwave.status.fold.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.summary.CampaignSummaries;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * How many messages a second one consumer folds into PostgreSQL: decoding, inbox, view, counters, timeline and commit, without
 * the way through the broker. Run with {@code -Dit.test=FoldBenchmark}.
 */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class FoldBenchmark {
    private static final int ORGS = Integer.getInteger("pushwave.bench.orgs", 70_000);
    private static final int BATCH = 2_000;
    private static final String CAMPAIGN = "benchmark";
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    io.pushwave.infrastructure.KafkaBroker broker;

    @Inject
    ViewConsumers consumers;

    @Inject
    CampaignSummaries summaries;

    private long offset;

    private static Subject subject(int n) {
        return new Subject("command-" + n, CAMPAIGN, CampaignScenario.orgKey(n), 1 + n % 3, 1);
    }

    private static Message planned(int n) {
        return new OrgPlanned(
                CAMPAIGN,
                1,
                new OrgDescription(
                        CampaignScenario.orgKey(n),
                        "Customer " + n,
                        "Production",
                        "Active",
                        "EU44",
                        Optional.empty(),
                        "04t000000000001"),
                1 + n % 3,
                AT);
    }

    @Test
    void aCampaignsMessagesAreFoldedAndTheRatePrinted() {
        // Given
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            consumers.consumeEvents(records(
                    topics,
                    List.of(new CampaignCreated(
                            CAMPAIGN,
                            1,
                            AT,
                            CampaignScenario.PACKAGE_ID,
                            "Invoice Engine",
                            CampaignScenario.VERSION_ID,
                            "Winter 27",
                            "4.2.0.7",
                            "default",
                            Optional.empty(),
                            Optional.empty()))));
            measure("plan entries", topics, FoldBenchmark::planned, consumers::consumePlan);

            // When
            double scheduled = measure(
                    "scheduled",
                    topics,
                    n -> new PushScheduled(subject(n), AT, "0DV000000000001", "0DX%012d".formatted(n), AT),
                    consumers::consumeResults);
            double started = measure(
                    "started",
                    topics,
                    n -> new PushStarted(subject(n), AT, "0DX%012d".formatted(n)),
                    consumers::consumeResults);
            double succeeded = measure(
                    "succeeded",
                    topics,
                    n -> new PushSucceeded(subject(n), AT, "0DX%012d".formatted(n)),
                    consumers::consumeResults);

            // Then
            assertThat(summaries.find(CAMPAIGN).orElseThrow().orgs().succeeded())
                    .isEqualTo(ORGS);
            System.out.printf(
                    "BENCH results: %,.0f a second over %,d results%n",
                    3.0 * ORGS / (scheduled + started + succeeded), 3 * ORGS);
        }
    }

    /** Seconds spent in the consumer. */
    private double measure(
            String what,
            KafkaTopics topics,
            IntFunction<Message> message,
            Consumer<ConsumerRecords<String, byte[]>> consumer) {
        long nanoseconds = 0;
        for (int from = 1; from <= ORGS; from += BATCH) {
            var messages = new ArrayList<Message>(BATCH);
            for (int n = from; n < from + BATCH && n <= ORGS; n++) {
                // Not the order of the rows: keys are spread over partitions by a hash.
                messages.add(message.apply(1 + (int) (n * 7919L % ORGS)));
            }
            var records = records(topics, messages);
            long begin = System.nanoTime();
            consumer.accept(records);
            nanoseconds += System.nanoTime() - begin;
        }
        double seconds = nanoseconds / 1e9;
        System.out.printf("BENCH %s: %,.0f a second%n", what, ORGS / seconds);
        return seconds;
    }

    private ConsumerRecords<String, byte[]> records(KafkaTopics topics, List<Message> messages) {
        var records = messages.stream()
                .map(message -> topics.cloudEvent(message.getClass().getSimpleName() + message.key(), message))
                .map(this::received)
                .toList();
        var first = records.getFirst();
        return new ConsumerRecords<>(Map.of(new TopicPartition(first.topic(), first.partition()), records), Map.of());
    }

    private ConsumerRecord<String, byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        var received = new ConsumerRecord<>(
                sent.topic(), 0, offset++, new String(sent.key(), StandardCharsets.UTF_8), sent.value());
        sent.headers().forEach(header -> received.headers().add(header));
        return received;
    }
}
