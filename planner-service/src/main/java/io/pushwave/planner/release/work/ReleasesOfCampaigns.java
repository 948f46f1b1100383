package io.pushwave.planner.release.work;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignCause;
import io.pushwave.planner.release.postgres.Releases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** The releases that campaigns were begun for. */
@ApplicationScoped
class ReleasesOfCampaigns implements CampaignCause {
    /** In one transaction, so that a long outage does not end in a very long one. */
    private static final int TIMED_OUT_AT_ONCE = 200;

    private final DecideRelease decideRelease;
    private final Releases releases;
    private final ReleaseMetrics metrics;
    private final PlannerConfig.Release config;

    ReleasesOfCampaigns(DecideRelease decideRelease, Releases releases, ReleaseMetrics metrics, PlannerConfig config) {
        this.decideRelease = decideRelease;
        this.releases = releases;
        this.metrics = metrics;
        this.config = config.release();
    }

    @Override
    public void counted(CampaignId campaign) {
        decideRelease.counted(campaign);
    }

    @Override
    public String nobodyLeft(Campaign campaign, Map<ExclusionReason, Long> excluded) {
        return decideRelease.nobodyLeft(campaign, excluded);
    }

    @Override
    public void aborted(CampaignId campaign) {
        releases.settled(campaign);
    }

    @Override
    public void measure() {
        metrics.releases(releases.countByState());
    }

    @Override
    public void timeOut(Instant read) {
        var timeout = config.answerTimeout();
        decideRelease.timeOut(read.minus(timeout), timeout, TIMED_OUT_AT_ONCE);
    }
}
