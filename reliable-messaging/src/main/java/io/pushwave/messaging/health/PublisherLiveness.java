package io.pushwave.messaging.health;

import io.pushwave.messaging.outbox.Publishing;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the publisher's thread is: a dead one does not come back without a restart, anything else does. */
@Liveness
@ApplicationScoped
class PublisherLiveness implements HealthCheck {
    private static final String NAME = "outbox-publisher";

    private final Publishing publishing;

    PublisherLiveness(Publishing publishing) {
        this.publishing = publishing;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(NAME).status(publishing.healthy()).build();
    }
}
