package io.pushwave.messaging;

import io.pushwave.contracts.InventoryRequest;
import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer of a topic that forgets, with the package as the key and the request as the value. */
@ApplicationScoped
public class Requests {
    /** The channel, and the name that is received under. */
    public static final String CONSUMER = "requests";

    private final BatchReceiver receiver;
    private final HandledTable table;
    private volatile boolean stuck;

    Requests(BatchReceiver receiver, HandledTable table) {
        this.receiver = receiver;
        this.table = table;
    }

    @Incoming(CONSUMER)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(CONSUMER, Topic.INVENTORY_REQUESTS, InventoryRequest.class, records, this::handle);
    }

    /** Whether from now on nothing can be handled, as if something were away. */
    public void stick(boolean now) {
        stuck = now;
    }

    /** The ids of all requests that were handled, in their order. */
    public List<String> handled() {
        return table.ofConsumer(CONSUMER);
    }

    private void handle(List<Received<InventoryRequest>> received) {
        if (stuck) {
            throw new IllegalStateException(new SQLException("away", "08006"));
        }
        table.append(
                CONSUMER,
                received.stream()
                        .map(one -> {
                            var request = (InventoryRequested) one.message();
                            return new HandledTable.Row(one.messageId(), request.packageId(), request.requestId());
                        })
                        .toList());
    }
}
