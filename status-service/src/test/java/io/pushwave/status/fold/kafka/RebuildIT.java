package io.pushwave.status.fold.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ReleaseScenario;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The view owns nothing: whatever happens to it, the log gives it back. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class RebuildIT {
    private static final int BATCH = 500;

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @Inject
    ViewConsumers consumers;

    @BeforeEach
    void foldACampaignOfEveryEnding() {
        for (var ending : CampaignScenario.Ending.values()) {
            var scenario = CampaignScenario.of(7, "rebuilt-" + ending, 300, ending);
            ViewFixture.publish(broker, scenario.messages());
            view.awaitEqualTo(InMemoryView.of(scenario));
        }
        var releases = ReleaseScenario.of(7, "rebuilt", "033000000000077", 40, Instant.parse("2026-11-22T10:00:00Z"));
        ViewFixture.publish(broker, releases.reports());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().queryParam("packageId", "033000000000077")
                        .get("/api/releases?limit=100")
                        .jsonPath()
                        .getList("items.outcome", String.class)
                        .equals(releases.newestFirst(Optional.empty()).stream()
                                .map(one -> one.standing().outcome().name())
                                .toList()));
    }

    @Test
    void replayingEveryTopicChangesNothing() {
        // Given
        var before = view.dump();

        // When
        replay();

        // Then
        assertThat(view.dump()).isEqualTo(before);
    }

    @Test
    void replayingEveryTopicAfterTheInboxWasCleanedUpChangesNothing() {
        // Given
        var before = view.dump();
        view.forgetWhatWasHandled();

        // When
        replay();

        // Then
        assertThat(view.dump()).isEqualTo(before);
    }

    @Test
    void anEmptyViewIsRebuiltFromTheLog() {
        // Given
        var before = view.dump();
        view.clear();

        // When
        replay();

        // Then
        assertThat(view.dump()).isEqualTo(before);
    }

    /** Gives the consumers everything that lies on the topics, from the beginning; the results first, to be mean. */
    private void replay() {
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            batches(topics.read(Topic.PUSH_RESULTS.topicName())).forEach(consumers::consumeResults);
            batches(topics.read(Topic.RELEASE_REPORTS.topicName())).forEach(consumers::consumeReleases);
            batches(topics.read(Topic.CAMPAIGN_PLAN.topicName())).forEach(consumers::consumePlan);
            batches(topics.read(Topic.CAMPAIGN_EVENTS.topicName())).forEach(consumers::consumeEvents);
        }
    }

    private static List<ConsumerRecords<String, byte[]>> batches(List<ConsumerRecord<String, byte[]>> records) {
        var batches = new java.util.ArrayList<ConsumerRecords<String, byte[]>>();
        for (int from = 0; from < records.size(); from += BATCH) {
            var batch = records.subList(from, Math.min(records.size(), from + BATCH));
            var first = batch.getFirst();
            batches.add(new ConsumerRecords<>(
                    Map.of(new TopicPartition(first.topic(), first.partition()), batch), Map.of()));
        }
        return batches;
    }
}
