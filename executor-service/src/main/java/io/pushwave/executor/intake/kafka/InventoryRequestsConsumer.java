package io.pushwave.executor.intake.kafka;

import io.pushwave.contracts.InventoryRequest;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.intake.work.TakeInWork;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes inventory requests in. */
@ApplicationScoped
class InventoryRequestsConsumer {
    private final BatchReceiver receiver;
    private final TakeInWork takeIn;

    InventoryRequestsConsumer(BatchReceiver receiver, TakeInWork takeIn) {
        this.receiver = receiver;
        this.takeIn = takeIn;
    }

    @Incoming("inventory-requests")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                "inventory-requests",
                Topic.INVENTORY_REQUESTS,
                InventoryRequest.class,
                records,
                takeIn::inventoryRequests);
    }
}
