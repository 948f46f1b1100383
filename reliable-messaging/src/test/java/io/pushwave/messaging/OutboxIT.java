package io.pushwave.messaging;

import static io.pushwave.messaging.Controls.control;
import static io.pushwave.messaging.Controls.controls;
import static io.pushwave.messaging.Controls.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OutboxIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Inject
    Outbox outbox;

    @Inject
    Handled handled;

    KafkaBroker broker;

    @Test
    void whatIsAppendedIsPublishedInOrderAndHandledOnce() {
        // Given
        var key = "appended";

        // When
        QuarkusTransaction.requiringNew().run(() -> outbox.append(controls(key, 5_000), Optional.of(TRACE_PARENT)));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(numbers(5_000)));
    }

    @Test
    void aPublishedRecordIsACloudEventInBinaryModeWithItsTrace() {
        // Given
        var key = "envelope";

        // When
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(List.of(
                        new OutgoingMessage(control(key, 1), Optional.of(TRACE_PARENT)),
                        new OutgoingMessage(control(key, 2), Optional.empty()))));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(handled.values(key)).hasSize(2));
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            var records = topics.read(Topic.CAMPAIGN_CONTROLS.topicName()).stream()
                    .filter(kafkaRecord -> key.equals(kafkaRecord.key()))
                    .toList();
            assertThat(records).hasSize(2).allSatisfy(kafkaRecord -> {
                assertThat(KafkaTopics.header(kafkaRecord, "ce_specversion")).contains("1.0");
                assertThat(KafkaTopics.header(kafkaRecord, "ce_type")).contains("io.pushwave.campaign-controlled.v1");
                assertThat(KafkaTopics.header(kafkaRecord, "ce_source")).contains("/test");
                assertThat(KafkaTopics.header(kafkaRecord, "ce_id")).isPresent();
                assertThat(KafkaTopics.header(kafkaRecord, "ce_time")).isPresent();
                assertThat(KafkaTopics.header(kafkaRecord, "content-type")).contains("application/json");
            });
            assertThat(KafkaTopics.header(records.getFirst(), "traceparent")).contains(TRACE_PARENT);
            assertThat(KafkaTopics.header(records.getLast(), "traceparent")).isEmpty();
        }
    }

    @Test
    void aTransactionThatIsRolledBackPublishesNothing() {
        // Given
        var key = "rolled back";

        // When
        QuarkusTransaction.begin();
        outbox.append(controls(key, 10), Optional.empty());
        QuarkusTransaction.rollback();

        // Then
        QuarkusTransaction.requiringNew().run(() -> outbox.append(controls("after " + key, 1), Optional.empty()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(handled.values("after " + key)).hasSize(1));
        assertThat(handled.values(key)).isEmpty();
    }

    @Test
    void appendingOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.append(controls("no transaction", 1), Optional.empty()))
                .hasMessageContaining("ransaction");
    }

    @Test
    void aMessageThatNoTopicTakesIsRefusedAtAppend() {
        var tooLong = control("too long", 1, "x".repeat(1_000_000));

        assertThatThrownBy(() ->
                        QuarkusTransaction.requiringNew().run(() -> outbox.append(List.of(tooLong), Optional.empty())))
                .hasStackTraceContaining("no more than 1000000 can be sent");
    }
}
