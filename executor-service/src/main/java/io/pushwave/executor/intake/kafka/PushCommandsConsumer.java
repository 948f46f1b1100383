package io.pushwave.executor.intake.kafka;

import io.pushwave.contracts.PushCommand;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.command.work.AnswerBrokenCommands;
import io.pushwave.executor.intake.work.TakeInWork;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes push commands in; acknowledged as soon as their intents are stored, or they are answered because they are broken. */
@ApplicationScoped
class PushCommandsConsumer {
    private final BatchReceiver receiver;
    private final TakeInWork takeIn;
    private final AnswerBrokenCommands brokenCommands;

    PushCommandsConsumer(BatchReceiver receiver, TakeInWork takeIn, AnswerBrokenCommands brokenCommands) {
        this.receiver = receiver;
        this.takeIn = takeIn;
        this.brokenCommands = brokenCommands;
    }

    @Incoming("push-commands")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                "push-commands",
                Topic.PUSH_COMMANDS,
                PushCommand.class,
                records,
                takeIn::commands,
                brokenCommands::answer);
    }
}
