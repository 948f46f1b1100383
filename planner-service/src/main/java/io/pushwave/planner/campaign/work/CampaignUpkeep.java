package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.Topic;
import io.pushwave.messaging.offsets.ConsumerLag;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.CampaignCause;
import io.pushwave.planner.campaign.postgres.Campaigns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Counts what there is, and ends what nobody has answered for. One thread at a time. */
@ApplicationScoped
class CampaignUpkeep {
    /** The consumer of the executor's answers. */
    private static final String ANSWERS = "subscribers";

    private final Campaigns campaigns;
    private final TakeSubscribers takeSubscribers;
    private final CampaignCause cause;
    private final ConsumerLag lag;
    private final CampaignMetrics metrics;
    private final PlannerConfig config;
    private final Clock clock;
    private Instant measuredAt = Instant.MIN;

    CampaignUpkeep(
            Campaigns campaigns,
            TakeSubscribers takeSubscribers,
            CampaignCause cause,
            ConsumerLag lag,
            CampaignMetrics metrics,
            PlannerConfig config,
            Clock clock) {
        this.campaigns = campaigns;
        this.takeSubscribers = takeSubscribers;
        this.cause = cause;
        this.lag = lag;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** Counts and ends once in a while; called at every tick. */
    void measure() {
        var now = clock.instant();
        if (measuredAt.plus(config.driver().measureInterval()).isBefore(now)) {
            metrics.campaigns(campaigns.countByState());
            cause.measure();
            measuredAt = now;
            lag.caughtUpAt(ANSWERS, Topic.SUBSCRIBERS.topicName()).ifPresent(this::timeOut);
        }
    }

    /**
     * Ends what had no answer.
     *
     * @param read until when all answers were read: after an outage of this service they lie in the log, and count
     */
    private void timeOut(Instant read) {
        cause.timeOut(read);
        takeSubscribers.timeOut(read, config.release().subscribersTimeout());
    }

    /**
     * Forgets snapshots that are not needed any more.
     *
     * @return whether there may be more of them
     */
    boolean cleanUp() {
        return takeSubscribers.cleanUp();
    }
}
