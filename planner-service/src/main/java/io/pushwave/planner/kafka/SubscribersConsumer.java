package io.pushwave.planner.kafka;

import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.BatchReceiver;
import io.pushwave.planner.campaign.DriveCampaigns;
import io.pushwave.planner.campaign.ReceiveInventory;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Answers to inventory requests. */
@ApplicationScoped
class SubscribersConsumer {
    private final BatchReceiver receiver;
    private final ReceiveInventory receiveInventory;
    private final DriveCampaigns driver;

    SubscribersConsumer(BatchReceiver receiver, ReceiveInventory receiveInventory, DriveCampaigns driver) {
        this.receiver = receiver;
        this.receiveInventory = receiveInventory;
        this.driver = driver;
    }

    @Incoming("subscribers")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                "subscribers", Topic.SUBSCRIBERS, SubscriberInventory.class, records, receiveInventory::handle);
        driver.wake();
    }
}
