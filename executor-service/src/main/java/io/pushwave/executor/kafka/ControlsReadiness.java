package io.pushwave.executor.kafka;

import io.pushwave.executor.HeardControls;
import io.pushwave.executor.domain.PushRequestLife;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the brake would be heard; while it would not, nothing new is pushed. */
@Readiness
@ApplicationScoped
class ControlsReadiness implements HealthCheck {
    private final HeardControls heard;

    ControlsReadiness(HeardControls heard) {
        this.heard = heard;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("campaign-controls");
        if (heard.certain()) {
            response.up();
        } else {
            response.down().withData("reason", PushRequestLife.CONTROLS_UNREAD);
        }
        return response.withData("readUpTo", heard.upTo().map(Instant::toString).orElse("never since the start"))
                .build();
    }
}
