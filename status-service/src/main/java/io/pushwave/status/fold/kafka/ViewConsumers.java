package io.pushwave.status.fold.kafka;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.status.fold.FoldIntoView;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that the view is folded from. The names under which they are received must never change. */
@ApplicationScoped
public class ViewConsumers {
    private final BatchReceiver receiver;
    private final FoldIntoView fold;

    ViewConsumers(BatchReceiver receiver, FoldIntoView fold) {
        this.receiver = receiver;
        this.fold = fold;
    }

    @Incoming("campaign-plan")
    @Blocking
    void consumePlan(ConsumerRecords<String, byte[]> records) {
        receiver.receive("campaign-plan", Topic.CAMPAIGN_PLAN, CampaignPlanEntry.class, records, fold::planEntries);
    }

    @Incoming("campaign-events")
    @Blocking
    void consumeEvents(ConsumerRecords<String, byte[]> records) {
        receiver.receive("campaign-events", Topic.CAMPAIGN_EVENTS, CampaignEvent.class, records, fold::campaignEvents);
    }

    @Incoming("push-results")
    @Blocking
    void consumeResults(ConsumerRecords<String, byte[]> records) {
        receiver.receive("push-results", Topic.PUSH_RESULTS, PushResult.class, records, fold::pushResults);
    }

    @Incoming("release-reports")
    @Blocking
    void consumeReleases(ConsumerRecords<String, byte[]> records) {
        receiver.receive("release-reports", Topic.RELEASE_REPORTS, ReleaseReport.class, records, fold::releaseReports);
    }
}
