package io.pushwave.executor.kafka;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.TakeInWork;
import io.pushwave.messaging.BatchReceiver;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the brake's words in; every instance reads all of them, from the beginning. */
@ApplicationScoped
class CampaignControlsConsumer {
    private final BatchReceiver receiver;
    private final TakeInWork takeIn;

    CampaignControlsConsumer(BatchReceiver receiver, TakeInWork takeIn) {
        this.receiver = receiver;
        this.takeIn = takeIn;
    }

    @Incoming("campaign-controls")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                "campaign-controls", Topic.CAMPAIGN_CONTROLS, CampaignControl.class, records, takeIn::controls);
    }
}
