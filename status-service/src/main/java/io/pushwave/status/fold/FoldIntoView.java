package io.pushwave.status.fold;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.Received;
import io.pushwave.status.campaign.postgres.CampaignEventRows;
import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.org.postgres.OrgRows;
import io.pushwave.status.org.timeline.OrgObservation;
import io.pushwave.status.release.ReleaseView;
import io.pushwave.status.release.postgres.ReleaseRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Folds batches of messages into the view, in the caller's transaction. The topics are folded independently of each
 * other, in whatever order they arrive.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class FoldIntoView {
    private final OrgRows orgs;
    private final Campaigns campaigns;
    private final CampaignEventRows events;
    private final ReleaseRows releases;
    private final FoldMeters meters;

    FoldIntoView(OrgRows orgs, Campaigns campaigns, CampaignEventRows events, ReleaseRows releases, FoldMeters meters) {
        this.orgs = orgs;
        this.campaigns = campaigns;
        this.events = events;
        this.releases = releases;
        this.meters = meters;
    }

    public void planEntries(List<Received<CampaignPlanEntry>> received) {
        orgs.fold(received.stream()
                .map(one -> OrgObservation.of(one.messageId(), one.message()))
                .toList());
        meters.countAfterCommit(Topic.CAMPAIGN_PLAN, received.size());
    }

    public void pushResults(List<Received<PushResult>> received) {
        orgs.fold(received.stream()
                .map(one -> OrgObservation.of(one.messageId(), one.message()))
                .toList());
        meters.countAfterCommit(Topic.PUSH_RESULTS, received.size());
    }

    public void campaignEvents(List<Received<CampaignEvent>> received) {
        var messages = received.stream().map(Received::message).toList();
        events.append(messages);
        campaigns.fold(messages).forEach(orgs::judgeAgain);
        meters.countAfterCommit(Topic.CAMPAIGN_EVENTS, received.size());
    }

    public void releaseReports(List<Received<ReleaseReport>> received) {
        releases.fold(
                received.stream().map(one -> ReleaseView.of(one.message())).toList());
        meters.countAfterCommit(Topic.RELEASE_REPORTS, received.size());
    }
}
