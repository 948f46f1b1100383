package io.pushwave.executor.intake.kafka;

import io.pushwave.executor.control.postgres.HeldControls.Holding;
import io.pushwave.executor.control.work.ControlsProgress;
import io.pushwave.executor.intake.work.HeldControlsWatch;
import io.pushwave.executor.request.PushRequestLife;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the brake would be read, and was understood; while it was not, nothing new is pushed. A control that holds one campaign is named
 * and leaves the service ready for the others; one that holds all does not.
 */
@Readiness
@ApplicationScoped
class ControlsReadiness implements HealthCheck {
    private static final int NAMED_MAXIMUM = 20;

    private final ControlsProgress progress;
    private final HeldControlsWatch watch;

    ControlsReadiness(ControlsProgress progress, HeldControlsWatch watch) {
        this.progress = progress;
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("campaign-controls")
                .withData("readUpTo", progress.upTo().map(Instant::toString).orElse("never since the start"));
        var holding = watch.holding();
        var all = holding.stream()
                .filter(one -> one.campaignId().isEmpty())
                .map(one -> "a word that came at " + one.since()
                        + " cannot be read and does not say which campaign it is about, so nothing new is begun: put it back"
                        + " from the dead letters, or drop it with DELETE /api/held-controls/" + one.id())
                .findFirst();
        var trouble = progress.certain() ? all : Optional.of(PushRequestLife.CONTROLS_UNREAD);
        trouble.ifPresentOrElse(reason -> response.down().withData("reason", reason), response::up);
        if (!holding.isEmpty()) {
            response.withData("held", held(holding));
        }
        return response.build();
    }

    private static String held(List<Holding> holding) {
        return holding.stream()
                        .limit(NAMED_MAXIMUM)
                        .map(one -> one.campaignId().orElse("all campaigns"))
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ": nothing new is begun there until a newer word comes, or the one that cannot be read is put back or"
                + " dropped; GET /api/held-controls";
    }
}
