package io.pushwave.messaging.health;

import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.upkeep.Upkeep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while what is appended to the outbox is published soon enough. */
@Readiness
@ApplicationScoped
class OutboxReadiness implements HealthCheck {
    private static final String NAME = "outbox";

    private final Upkeep upkeep;
    private final Clock clock;
    private final Duration lagMaximum;

    OutboxReadiness(Upkeep upkeep, Clock clock, MessagingConfig config) {
        this.upkeep = upkeep;
        this.clock = clock;
        this.lagMaximum = config.health().outboxLagMaximum();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named(NAME);
        var backlog = upkeep.backlog();
        if (backlog.isEmpty()) {
            // Whoever cannot ask the database is not ready for that reason already.
            return response.up().withData("unpublished", "not measured").build();
        }
        var age = backlog.get().age(clock.instant());
        return response.status(age.compareTo(lagMaximum) <= 0)
                .withData("unpublished", backlog.get().rows())
                .withData("parked", backlog.get().parked())
                .withData("oldestSeconds", age.toSeconds())
                .withData("lagMaximumSeconds", lagMaximum.toSeconds())
                .build();
    }
}
