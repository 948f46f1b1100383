package io.pushwave.messaging.health;

import io.pushwave.messaging.offsets.ConsumerLag;
import io.pushwave.messaging.offsets.ConsumerLag.Measurement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows how far each consumer is behind, and what the log no longer had. Never a reason to be taken out of service: nobody
 * else would be further, and no restart brings back what is gone.
 */
@Readiness
@ApplicationScoped
class ConsumersReadiness implements HealthCheck {
    private static final String NAME = "consumers";
    private static final int GAPS_SHOWN = 5;

    private final ConsumerLag lag;
    private final Clock clock;

    ConsumersReadiness(ConsumerLag lag, Clock clock) {
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named(NAME).up();
        lag.measured().ifPresentOrElse(now -> add(response, now), () -> response.withData("unread", "not measured"));
        return response.build();
    }

    private void add(HealthCheckResponseBuilder response, Measurement now) {
        now.lags()
                .forEach(one -> response.withData(
                        one.consumer(),
                        one.unread() == 0
                                ? "0 unread"
                                : one.unread() + " unread, the oldest for "
                                        + one.age(clock.instant()).toSeconds() + " s"));
        if (!now.gaps().isEmpty()) {
            response.withData("incomplete", now.gaps().size());
            for (int i = 0; i < Math.min(GAPS_SHOWN, now.gaps().size()); i++) {
                response.withData("gap " + (i + 1), now.gaps().get(i).description());
            }
        }
    }
}
