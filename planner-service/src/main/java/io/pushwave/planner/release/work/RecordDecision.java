package io.pushwave.planner.release.work;

import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.ReleaseReport.ReleaseAccepted;
import io.pushwave.contracts.ReleaseReport.ReleaseReceived;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.release.ReleaseState;
import io.pushwave.planner.release.postgres.Releases;
import io.pushwave.planner.release.postgres.StoredRelease;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Stores what was decided of releases, and reports it. */
@ApplicationScoped
class RecordDecision {
    private static final Logger LOG = Logger.getLogger(RecordDecision.class);

    private final Releases releases;
    private final RejectedRelease rejected;
    private final AwaitDecision awaitDecision;
    private final Outbox outbox;
    private final ReleaseMetrics metrics;
    private final AfterCommit afterCommit;
    private final Clock clock;

    RecordDecision(
            Releases releases,
            RejectedRelease rejected,
            AwaitDecision awaitDecision,
            Outbox outbox,
            ReleaseMetrics metrics,
            AfterCommit afterCommit,
            Clock clock) {
        this.releases = releases;
        this.rejected = rejected;
        this.awaitDecision = awaitDecision;
        this.outbox = outbox;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    void received(StoredRelease release) {
        report(release, new ReleaseReceived(release.subject(), release.receivedAt()));
    }

    void accept(StoredRelease release, ReleaseState.Accepted state) {
        var now = clock.instant();
        releases.decide(release.id(), state, now);
        report(
                release,
                new ReleaseAccepted(release.subject(), now, state.campaignId().value()));
        afterCommit.run(metrics::releaseAccepted);
        afterCommit.run(awaitDecision::signalDecision);
    }

    void reject(StoredRelease release, ReleaseState.Rejected state) {
        var now = clock.instant();
        release.origin().ifPresent(origin -> rejected.giveUp(origin, state));
        releases.decide(release.id(), state, now);
        report(
                release,
                new ReleaseRejected(
                        release.subject(),
                        now,
                        state.reason().label(),
                        state.detail(),
                        state.campaignId().map(CampaignId::value)));
        afterCommit.run(() -> {
            LOG.warnf("release %s rejected: %s", release.id(), state.detail());
            metrics.releaseRejected(state.reason());
            awaitDecision.signalDecision();
        });
    }

    /** Nothing can change about the release of a campaign any more. */
    void settle(CampaignId campaign) {
        releases.settled(campaign);
        afterCommit.run(awaitDecision::signalDecision);
    }

    private void report(StoredRelease release, ReleaseReport report) {
        outbox.append(List.of(report), release.traceParent());
    }
}
