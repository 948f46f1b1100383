package io.pushwave.executor.kafka;

import io.pushwave.contracts.PushCommand;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.TakeInWork;
import io.pushwave.messaging.BatchReceiver;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes push commands in; acknowledged as soon as their intents are stored. */
@ApplicationScoped
class PushCommandsConsumer {
    private final BatchReceiver receiver;
    private final TakeInWork takeIn;

    PushCommandsConsumer(BatchReceiver receiver, TakeInWork takeIn) {
        this.receiver = receiver;
        this.takeIn = takeIn;
    }

    @Incoming("push-commands")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive("push-commands", Topic.PUSH_COMMANDS, PushCommand.class, records, takeIn::commands);
    }
}
