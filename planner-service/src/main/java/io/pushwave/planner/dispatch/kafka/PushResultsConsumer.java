package io.pushwave.planner.dispatch.kafka;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.Received;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.planner.CampaignsSignal;
import io.pushwave.planner.dispatch.work.RecordResults;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What became of push commands. */
@ApplicationScoped
class PushResultsConsumer {
    private final BatchReceiver receiver;
    private final RecordResults recordResults;
    private final CampaignsSignal campaigns;

    PushResultsConsumer(BatchReceiver receiver, RecordResults recordResults, CampaignsSignal campaigns) {
        this.receiver = receiver;
        this.recordResults = recordResults;
        this.campaigns = campaigns;
    }

    @Incoming("push-results")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                "push-results",
                Topic.PUSH_RESULTS,
                PushResult.class,
                records,
                batch -> recordResults.handle(batch.stream()
                        .map(Received::message)
                        .map(ReportedEnds::of)
                        .flatMap(Optional::stream)
                        .toList()));
        campaigns.wake();
    }
}
