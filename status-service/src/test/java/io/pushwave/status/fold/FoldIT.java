package io.pushwave.status.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.StatusMetrics;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class FoldIT {
    private static final int ORGS = 400;

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @Inject
    MeterRegistry meters;

    private static long seed() {
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("FoldIT: -Dpushwave.seed=" + seed);
        return seed;
    }

    @Test
    void aCampaignIsFoldedWhateverTheOrderBetweenTheTopics() {
        // Given
        long seed = seed();
        var scenario = CampaignScenario.of(seed, "interleaved", ORGS, CampaignScenario.Ending.COMPLETED);
        var shuffled = new ArrayList<>(scenario.messages());
        Collections.shuffle(shuffled, new Random(seed));

        // When
        ViewFixture.publish(broker, shuffled);

        // Then
        view.awaitEqualTo(InMemoryView.of(scenario));
    }

    @Test
    void everyMessageTwiceIsTheSameAsOnce() {
        // Given
        long seed = seed();
        var scenario = CampaignScenario.of(seed, "twice", ORGS, CampaignScenario.Ending.ABORTED);
        var twice = new ArrayList<Message>(scenario.messages());
        twice.addAll(scenario.messages());
        Collections.shuffle(twice, new Random(seed));

        // When
        ViewFixture.publish(broker, twice);

        // Then
        view.awaitEqualTo(InMemoryView.of(scenario));
    }

    @Test
    void resultsBeforeTheirPlanAreFolded() {
        // Given
        var scenario = CampaignScenario.of(seed(), "results-first", ORGS, CampaignScenario.Ending.HALTED);
        ViewFixture.publish(broker, scenario.events());
        ViewFixture.publish(broker, scenario.results());
        var beforePlan = new InMemoryView(scenario.campaignId());
        beforePlan.fold(scenario.events());
        beforePlan.fold(scenario.results());
        view.awaitEqualTo(beforePlan);

        // When
        ViewFixture.publish(broker, scenario.plan());

        // Then
        view.awaitEqualTo(InMemoryView.of(scenario));
    }

    @Test
    void aPlanThatIsMadeAnewTakesThePlaceOfTheOneBefore() {
        // Given
        var scenario = CampaignScenario.of(seed(), "planned-anew", ORGS, CampaignScenario.Ending.HALTED);
        ViewFixture.publish(broker, scenario.messages());
        view.awaitEqualTo(InMemoryView.of(scenario));
        var messages = new ArrayList<>(scenario.messages());
        messages.addAll(scenario.plannedAnew());

        // When
        ViewFixture.publish(broker, scenario.plannedAnew());

        // Then
        view.awaitEqualTo(InMemoryView.of(scenario.campaignId(), messages));
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideAndThePartitionGoesOn() {
        // Given
        var scenario = CampaignScenario.of(seed(), "poisoned", 40, CampaignScenario.Ending.COMPLETED);
        var poison = "{\"subject\":\"none\"".getBytes(StandardCharsets.UTF_8);
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
            for (var kafkaRecord : ViewFixture.records(topics, scenario.messages())) {
                records.add(new ProducerRecord<>(
                        kafkaRecord.topic(), null, kafkaRecord.key(), poison, kafkaRecord.headers()));
                records.add(kafkaRecord);
            }

            // When
            topics.publish(records);

            // Then
            view.awaitEqualTo(InMemoryView.of(scenario));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(List.of(
                                    deadLetters(topics, Topic.CAMPAIGN_PLAN, poison),
                                    deadLetters(topics, Topic.CAMPAIGN_EVENTS, poison),
                                    deadLetters(topics, Topic.PUSH_RESULTS, poison)))
                            .containsExactly(
                                    (long) scenario.plan().size(),
                                    (long) scenario.events().size(),
                                    (long) scenario.results().size()));
        }
    }

    @Test
    void whatIsFoldedIsCounted() {
        // Given
        var counter = meters.counter(StatusMetrics.VIEW_FOLDED, StatusMetrics.TOPIC, Topic.PUSH_RESULTS.topicName());
        double before = counter.count();
        var scenario = CampaignScenario.of(seed(), "counted", 40, CampaignScenario.Ending.COMPLETED);

        // When
        ViewFixture.publish(broker, scenario.messages());

        // Then
        view.awaitEqualTo(InMemoryView.of(scenario));
        assertThat(counter.count() - before).isEqualTo(scenario.results().size());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(meters.get(StatusMetrics.VIEW_LAG)
                                .tag(StatusMetrics.TOPIC, Topic.PUSH_RESULTS.topicName())
                                .gauge()
                                .value())
                        .isZero());
    }

    private static long deadLetters(KafkaTopics topics, Topic topic, byte[] payload) {
        return topics.read(topic.deadLetterTopicName()).stream()
                .filter(kafkaRecord -> java.util.Arrays.equals(kafkaRecord.value(), payload))
                .count();
    }
}
