package io.pushwave.planner.release;

import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.PlannerMetrics;
import io.pushwave.planner.campaign.CreateCampaign;
import io.pushwave.planner.domain.PackageId;
import io.pushwave.planner.domain.ReleaseDecision;
import io.pushwave.planner.domain.ReleaseState;
import io.pushwave.planner.domain.ReleaseState.Checking;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.Catalogues;
import io.pushwave.planner.postgres.Releases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Decides about a release once Salesforce's word about the package is there. */
@ApplicationScoped
public class DecideRelease {
    private static final Logger LOG = Logger.getLogger(DecideRelease.class);

    private final Releases releases;
    private final Catalogues catalogues;
    private final Campaigns campaigns;
    private final CreateCampaign createCampaign;
    private final RejectedRelease rejected;
    private final ReleaseDecided decided;
    private final PlannerMetrics metrics;
    private final AfterCommit afterCommit;
    private final Clock clock;

    DecideRelease(
            Releases releases,
            Catalogues catalogues,
            Campaigns campaigns,
            CreateCampaign createCampaign,
            RejectedRelease rejected,
            ReleaseDecided decided,
            PlannerMetrics metrics,
            AfterCommit afterCommit,
            Clock clock) {
        this.releases = releases;
        this.catalogues = catalogues;
        this.campaigns = campaigns;
        this.createCampaign = createCampaign;
        this.rejected = rejected;
        this.decided = decided;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** The package's catalogue is stored: decides the release that asked for it, if it is still open. */
    @Transactional(TxType.MANDATORY)
    public void catalogued(String requestId) {
        releases.lock(requestId).ifPresent(release -> {
            if (release.state() instanceof Checking checking) {
                var decision = ReleaseDecision.decide(
                        release.packageId(),
                        release.packageVersionId(),
                        catalogues.of(release.packageId()),
                        campaigns.unfinishedOf(release.packageId()));
                decide(release, checking, decision);
            }
        });
    }

    /** Salesforce does not know the package. */
    @Transactional(TxType.MANDATORY)
    public void unknown(String requestId, PackageId packageId) {
        releases.lock(requestId).ifPresent(release -> {
            if (release.state() instanceof Checking checking) {
                decide(release, checking, ReleaseDecision.unknownPackage(packageId));
            }
        });
    }

    private void decide(StoredRelease release, Checking checking, ReleaseDecision decision) {
        ReleaseState next = switch (decision) {
            case ReleaseDecision.Accepted accepted -> {
                var campaign = createCampaign.create(release, accepted.target());
                afterCommit.run(metrics::releaseAccepted);
                yield checking.accepted(campaign);
            }
            case ReleaseDecision.Rejected refusal -> {
                var state = checking.rejected(refusal);
                release.origin().ifPresent(origin -> rejected.giveUp(origin, state));
                afterCommit.run(() -> {
                    LOG.warnf("release %s rejected: %s", release.id(), refusal.detail());
                    metrics.releaseRejected(refusal.reason());
                });
                yield state;
            }
        };
        releases.decide(release.id(), next, clock.instant());
        afterCommit.run(decided::tell);
    }
}
