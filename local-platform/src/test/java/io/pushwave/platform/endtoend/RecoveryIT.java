package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.redrive.Redrive;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.SimulatorApi;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.BrokerContents;
import io.pushwave.platform.kafka.ReleaseEvents;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Nothing there at the start, then nonsense on every topic, then a campaign as if nothing had been. One platform for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class RecoveryIT {
    private static final List<Part> SERVICES = List.of(Part.PLANNER, Part.EXECUTOR, Part.STATUS);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);

    private LocalPlatform platform;

    @BeforeAll
    void prepare() throws PlatformException {
        platform = Platforms.prepared("recovery", 100, 31);
    }

    @AfterAll
    void end() {
        platform.close();
    }

    @Test
    @Order(1)
    void aServiceStartsWithNothingThereSaysSoAndRecoversWithoutARestart() throws PlatformException {
        // Given
        platform.start(Part.PLANNER, Part.EXECUTOR, Part.STATUS);
        for (var service : SERVICES) {
            await().atMost(SEEN_WITHIN).untilAsserted(() -> {
                var health = platform.health(service);
                assertThat(health.ready()).as(service.label()).isFalse();
                assertThat(health.detail()).as(service.label()).contains("database");
                assertThat(health.detail()).as(service.label()).contains("broker");
            });
        }
        assertThat(platform.health(Part.EXECUTOR).detail()).contains("salesforce");
        var processes = new EnumMap<Part, ProcessIdentity>(Part.class);
        SERVICES.forEach(service -> processes.put(service, platform.identity(service)));

        // When
        platform.start(Part.KAFKA, Part.POSTGRESQL, Part.SIMULATOR);

        // Then
        platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {});
        SERVICES.forEach(service -> assertThat(platform.identity(service))
                .as(service.label())
                .isEqualTo(processes.get(service))
                .matches(ProcessIdentity::isRunning));
    }

    @Test
    @Order(2)
    void whatCannotBeReadGoesToTheDeadLetterTopicWithItsReason() throws ReleaseNotSentException, ApiException {
        try (var broker = new BrokerContents(platform.bootstrapServers())) {
            // Given
            var beta = new SimulatorApi(platform.http(), platform.address(Part.SIMULATOR)).beta();
            var releases = Topic.PACKAGE_RELEASES.topicName();

            // When
            broker.send(releases, "033", ReleaseEvents.headers("bad-1"), "this is no JSON");
            broker.send(releases, "033", ReleaseEvents.headers("bad-2"), "{\"packageId\": \"033000000000001AAA\"}");
            broker.send(
                    releases,
                    "033",
                    ReleaseEvents.headers("bad-3"),
                    "{\"packageId\": \"033000000000009AAA\", \"packageVersionId\": \"04t000000000009AAA\"}");
            broker.send(
                    releases,
                    beta.packageId(),
                    ReleaseEvents.headers("bad-4"),
                    "{\"packageId\": \"%s\", \"packageVersionId\": \"%s\"}"
                            .formatted(beta.packageId(), beta.packageVersionId()));
            broker.send(
                    Topic.PUSH_COMMANDS.topicName(),
                    "00D",
                    headers("bad-5", MessageType.ORG_PUSH_COMMANDED),
                    "{\"commandId\": \"c\"}");
            broker.send(Topic.PUSH_RESULTS.topicName(), "00D", headers("bad-6", MessageType.PUSH_SUCCEEDED), "[1, 2");

            // Then
            awaitDeadLetter(broker, Topic.PACKAGE_RELEASES, "bad-1", "JSON");
            awaitDeadLetter(broker, Topic.PACKAGE_RELEASES, "bad-2", "packageVersionId");
            awaitDeadLetter(broker, Topic.PACKAGE_RELEASES, "bad-3", "unknown");
            awaitDeadLetter(broker, Topic.PACKAGE_RELEASES, "bad-4", "beta");
            awaitDeadLetter(broker, Topic.PUSH_COMMANDS, "bad-5", "");
            awaitDeadLetter(broker, Topic.PUSH_RESULTS, "bad-6", "JSON");
        }
    }

    @Test
    @Order(3)
    void aReDrivenMessageIsReadAgain() {
        try (var broker = new BrokerContents(platform.bootstrapServers())) {
            // Given
            var commands = Topic.PUSH_COMMANDS;
            long onTopic = broker.records(commands.topicName()).size();

            // When
            var outcome = Redrive.run(
                    new Redrive.Request(platform.bootstrapServers(), commands.topicName(), 1, Optional.empty(), false),
                    System.out);

            // Then: it is as bad as before, and comes back
            assertThat(outcome.redriven()).isEqualTo(1);
            assertThat(broker.records(commands.topicName())).hasSize((int) onTopic + 1);
        }
    }

    @Test
    @Order(4)
    void theNextReleaseEventIsProcessedAsIfNothingHadBeen() throws ApiException, ReleaseNotSentException {
        var run = CampaignRun.begin(platform);

        assertThat(run.follow(Duration.ofMinutes(2), CampaignSummary::ended)).isTrue();
        assertThat(EndState.of(run).state()).isEqualTo("COMPLETED");
    }

    private static Map<String, String> headers(String id, MessageType type) {
        var headers = new LinkedHashMap<>(ReleaseEvents.headers(id));
        headers.put("ce_type", type.typeName());
        return headers;
    }

    private static void awaitDeadLetter(BrokerContents broker, Topic topic, String id, String reason) {
        await().atMost(SEEN_WITHIN)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(broker.records(topic.deadLetterTopicName()))
                        .as("dead letters of %s", topic)
                        .anySatisfy(letter -> {
                            assertThat(headerTexts(letter)).contains(id);
                            assertThat(headerTexts(letter))
                                    .anySatisfy(text -> assertThat(text).containsIgnoringCase(reason));
                        }));
    }

    private static List<String> headerTexts(ConsumerRecord<byte[], byte[]> letter) {
        return StreamSupport.stream(letter.headers().spliterator(), false)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
