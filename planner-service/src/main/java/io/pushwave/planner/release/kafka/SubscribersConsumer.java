package io.pushwave.planner.release.kafka;

import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.planner.CampaignsSignal;
import io.pushwave.planner.release.work.ReceiveInventory;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Answers to inventory requests. */
@ApplicationScoped
class SubscribersConsumer {
    private final BatchReceiver receiver;
    private final ReceiveInventory receiveInventory;
    private final CampaignsSignal campaigns;

    SubscribersConsumer(BatchReceiver receiver, ReceiveInventory receiveInventory, CampaignsSignal campaigns) {
        this.receiver = receiver;
        this.receiveInventory = receiveInventory;
        this.campaigns = campaigns;
    }

    @Incoming("subscribers")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                "subscribers", Topic.SUBSCRIBERS, SubscriberInventory.class, records, receiveInventory::handle);
        campaigns.wake();
    }
}
