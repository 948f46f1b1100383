package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.Topic;
import io.pushwave.messaging.outbox.OutboxPublisher;
import io.pushwave.messaging.outbox.PublisherProbe;
import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import io.pushwave.messaging.topics.TopicProvisioner;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagingConfigTest {
    @Test
    void theDefaultsAreTheDocumentedOnes() {
        var config = MessagingConfigs.with(Map.of());

        assertThat(config.source()).isEqualTo("/test");
        assertThat(config.publisher().enabled()).isTrue();
        assertThat(config.publisher().batchSize()).isEqualTo(2_000);
        assertThat(config.publisher().pollInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.publisher().takeOverInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.publisher().holderTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.publisher().retryDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.publisher().retryDelayMaximum()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.publisher().deliveryTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.publisher().payloadMaximum()).isEqualTo(1_000_000);
        assertThat(config.receiver().retryDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.receiver().retryDelayMaximum()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.receiver().attempts()).isEqualTo(3);
        assertThat(config.receiver().transactionTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.receiver().deadLetterPayloadMaximum()).isEqualTo(1_900_000);
        assertThat(config.retention().inbox()).isEqualTo(Duration.ofDays(22));
        assertThat(config.retention().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.retention().batchSize()).isEqualTo(5_000);
        assertThat(config.topics().provision()).isTrue();
        assertThat(config.topics().partitions()).isEqualTo(6);
        assertThat(config.topics().replicationFactor()).isEmpty();
        assertThat(config.topics().retention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.topics().retryDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.schema().retryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.health().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.health().outboxLagMaximum()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.health().outboxMeasureInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aPublisherThatWouldLoseItsTurnWhileItWaitsIsRefused() {
        var config = MessagingConfigs.with(Map.of("publisher.holder-timeout", "PT30S"))
                .publisher();

        try (var nowhere = OutboxDatabase.dataSource("jdbc:postgresql://localhost:1/none", "u", "p", "s")) {
            assertThatThrownBy(() -> new OutboxPublisher(
                            nowhere,
                            () -> {
                                throw new IllegalStateException("not asked for");
                            },
                            _ -> false,
                            config,
                            Clock.systemUTC(),
                            new PublisherProbe() {}))
                    .hasMessageContaining("holder-timeout PT30S must be above delivery-timeout PT30S");
        }
    }

    @Test
    void everyTopicAndItsDeadLettersAreProvisioned() {
        var topics = TopicProvisioner.topics(MessagingConfigs.with(Map.of()).topics());

        assertThat(topics)
                .hasSize(2 * Topic.values().length)
                .allSatisfy(topic -> assertThat(topic.numPartitions()).isEqualTo(6));
        assertThat(topics)
                .filteredOn(topic -> "compact".equals(topic.configs().get("cleanup.policy")))
                .singleElement()
                .satisfies(topic -> assertThat(topic.name()).isEqualTo("pushwave.campaign-controls.v1"));
    }
}
