package io.pushwave.status;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.Received;
import io.pushwave.status.domain.OrgTold;
import io.pushwave.status.postgres.CampaignEventRows;
import io.pushwave.status.postgres.Campaigns;
import io.pushwave.status.postgres.OrgRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Folds batches of messages into the view, in the caller's transaction. The three topics are folded independently of each
 * other, in whatever order they arrive.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class FoldIntoView {
    private final OrgRows orgs;
    private final Campaigns campaigns;
    private final CampaignEventRows events;
    private final FoldMeters meters;

    FoldIntoView(OrgRows orgs, Campaigns campaigns, CampaignEventRows events, FoldMeters meters) {
        this.orgs = orgs;
        this.campaigns = campaigns;
        this.events = events;
        this.meters = meters;
    }

    public void planEntries(List<Received<CampaignPlanEntry>> received) {
        orgs.fold(received.stream()
                .map(one -> OrgTold.of(one.messageId(), one.message()))
                .toList());
        count(Topic.CAMPAIGN_PLAN, received, CampaignPlanEntry::at);
    }

    public void pushResults(List<Received<PushResult>> received) {
        orgs.fold(received.stream()
                .map(one -> OrgTold.of(one.messageId(), one.message()))
                .toList());
        count(Topic.PUSH_RESULTS, received, PushResult::at);
    }

    public void campaignEvents(List<Received<CampaignEvent>> received) {
        var told = received.stream().map(Received::message).toList();
        events.append(told);
        campaigns.fold(told);
        count(Topic.CAMPAIGN_EVENTS, received, CampaignEvent::at);
    }

    private <M extends Message> void count(Topic topic, List<Received<M>> received, Function<M, Instant> at) {
        received.stream()
                .map(one -> at.apply(one.message()))
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> meters.countAfterCommit(topic, received.size(), newest));
    }
}
