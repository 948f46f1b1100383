package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The campaigns whose last step failed, and when each is tried again. Thread-safe. */
@ApplicationScoped
class FailedSteps {
    private static final Logger LOG = Logger.getLogger(FailedSteps.class);

    private final CampaignMetrics metrics;
    private final PlannerConfig.Driver config;
    private final Clock clock;
    private final Map<CampaignId, Failure> failures = new ConcurrentHashMap<>();

    FailedSteps(CampaignMetrics metrics, PlannerConfig config, Clock clock) {
        this.metrics = metrics;
        this.config = config.driver();
        this.clock = clock;
    }

    /** When a campaign is tried again, and the wait after its next failure. */
    private record Failure(Instant retryAt, Duration nextDelay) {}

    /** Whether a campaign's last step failed, and it is not yet time to try again. */
    boolean mustWait(CampaignId id) {
        var failure = failures.get(id);
        return failure != null && clock.instant().isBefore(failure.retryAt());
    }

    void succeeded(CampaignId id) {
        failures.remove(id);
    }

    void failed(CampaignId id, RuntimeException e) {
        metrics.stepFailed();
        var failure = failures.compute(id, (_, last) -> {
            var delay = last == null ? config.retryDelay() : last.nextDelay();
            var doubled = delay.multipliedBy(2);
            var maximum = config.retryDelayMaximum();
            return new Failure(clock.instant().plus(delay), doubled.compareTo(maximum) < 0 ? doubled : maximum);
        });
        LOG.errorf(e, "campaign %s: a step failed and was undone, tried again at %s", id, failure.retryAt());
    }
}
