package io.pushwave.messaging;

import static io.pushwave.messaging.Controls.controls;
import static io.pushwave.messaging.Controls.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AbsentInfrastructure.class)
class ColdStartIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    Outbox outbox;

    @Inject
    Handled handled;

    Infrastructure infrastructure;

    @Test
    void anApplicationThatStartsBeforeItsServersSaysSoAndRecoversByItself() {
        // Given
        var before = health.getReadiness();
        assertThat(before.isDown()).isTrue();
        assertThat(before.getPayload().toString()).contains("database").contains("broker");
        assertThat(health.getLiveness().isDown()).isFalse();

        // When
        infrastructure.start();

        // Then
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(health.getReadiness().getPayload().toString())
                                .contains("\"status\":\"UP\",\"checks\""));
        QuarkusTransaction.requiringNew().run(() -> outbox.append(controls("cold", 100), Optional.empty()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(handled.values("cold")).isEqualTo(numbers(100)));
    }
}
