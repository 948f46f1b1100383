package io.pushwave.messaging;

import static io.pushwave.messaging.Controls.control;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.redrive.Redrive;
import io.pushwave.messaging.redrive.Redrive.Outcome;
import io.pushwave.messaging.redrive.RedriveCommand;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class RedriveIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Topic TOPIC = Topic.CAMPAIGN_CONTROLS;

    @Inject
    Handled handled;

    KafkaBroker broker;

    @Test
    void aDeadLetterIsHandledOnceAfterItsBugIsMendedAndItIsRedriven() {
        // Given
        var key = "redriven";
        handled.meet(control -> {
            if (control.campaignId().equals(key) && control.epoch() == 2) {
                throw new IllegalArgumentException("not mended yet");
            }
        });
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            topics.create(6, List.of(TOPIC.topicName(), TOPIC.deadLetterTopicName()));
            topics.publish(Stream.of(1, 2, 3)
                    .map(number -> topics.cloudEvent(key + "-" + number, control(key, number)))
                    .toList());
            await().atMost(SOON)
                    .until(() -> topics.read(TOPIC.deadLetterTopicName()).stream()
                            .anyMatch(letter -> key.equals(letter.key())));
        }
        handled.meet(_ -> {});
        var dryRun = run("--dry-run", "--reason-contains", "NOT MENDED");

        // When
        var first = run("--reason-contains", "not mended");
        var second = run("--reason-contains", "not mended");

        // Then
        assertThat(dryRun.redriven()).isEqualTo(1);
        assertThat(first.redriven()).isEqualTo(1);
        assertThat(second).isEqualTo(new Outcome(0, 0, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).containsExactly("1", "3", "2"));
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            assertThat(topics.read(TOPIC.topicName()))
                    .filteredOn(one -> key.equals(one.key()))
                    .hasSize(4)
                    .allSatisfy(one -> assertThat(one.headers())
                            .noneMatch(header -> header.key().startsWith(DeadLetterHeaders.PREFIX)));
        }
    }

    @Test
    void aTopicWithoutDeadLettersIsSaid() {
        assertThatThrownBy(() -> Redrive.run(
                        RedriveCommand.read("--bootstrap-servers", broker.bootstrapServers(), "--topic", "nowhere"),
                        System.out))
                .hasMessage("there is no topic nowhere.dlq");
    }

    private Outcome run(String... options) {
        var output = new ByteArrayOutputStream();
        var request = RedriveCommand.read(Stream.concat(
                        Stream.of("--bootstrap-servers", broker.bootstrapServers(), "--topic", TOPIC.topicName()),
                        Stream.of(options))
                .toArray(String[]::new));
        var outcome = Redrive.run(request, new PrintStream(output, true, StandardCharsets.UTF_8));
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(outcome.redriven() + " re-driven to");
        return outcome;
    }
}
