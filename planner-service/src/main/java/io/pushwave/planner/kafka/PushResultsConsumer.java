package io.pushwave.planner.kafka;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.BatchReceiver;
import io.pushwave.planner.campaign.DriveCampaigns;
import io.pushwave.planner.campaign.RecordResults;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What became of push commands. */
@ApplicationScoped
class PushResultsConsumer {
    private final BatchReceiver receiver;
    private final RecordResults recordResults;
    private final DriveCampaigns driver;

    PushResultsConsumer(BatchReceiver receiver, RecordResults recordResults, DriveCampaigns driver) {
        this.receiver = receiver;
        this.recordResults = recordResults;
        this.driver = driver;
    }

    @Incoming("push-results")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive("push-results", Topic.PUSH_RESULTS, PushResult.class, records, recordResults::handle);
        driver.wake();
    }
}
