package io.pushwave.executor.kafka;

import io.pushwave.contracts.PushCommand;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.TakeInWork;
import io.pushwave.executor.pushing.AnswerBrokenCommands;
import io.pushwave.executor.pushing.AnswerBrokenCommands.Broken;
import io.pushwave.messaging.BatchReceiver;
import io.pushwave.messaging.DeadLetterHeaders;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.inbox.Incoming.Illegible;
import io.pushwave.messaging.inbox.RecordReader;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes push commands in; acknowledged as soon as their intents are stored, or they are answered because they are broken. */
@ApplicationScoped
class PushCommandsConsumer {
    private final BatchReceiver receiver;
    private final TakeInWork takeIn;
    private final AnswerBrokenCommands brokenCommands;
    private final RecordReader reader = new RecordReader();

    PushCommandsConsumer(BatchReceiver receiver, TakeInWork takeIn, AnswerBrokenCommands brokenCommands) {
        this.receiver = receiver;
        this.takeIn = takeIn;
        this.brokenCommands = brokenCommands;
    }

    @Incoming("push-commands")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        var taken = new HashSet<String>();
        receiver.receive("push-commands", Topic.PUSH_COMMANDS, PushCommand.class, records, received -> {
            received.forEach(one -> taken.add(place(one.origin())));
            takeIn.commands(received);
        });
        if (taken.size() < records.count()) {
            brokenCommands.answer(broken(records, taken));
        }
    }

    /** What was not taken was broken, or came before; only the broken ones are read once more. */
    private List<Broken> broken(ConsumerRecords<String, byte[]> records, Set<String> taken) {
        var broken = new ArrayList<Broken>();
        for (ConsumerRecord<String, byte[]> one : records) {
            if (!taken.contains(one.partition() + "/" + one.offset())
                    && reader.read(Topic.PUSH_COMMANDS, PushCommand.class, one)
                            instanceof Illegible<PushCommand> illegible) {
                broken.add(new Broken(illegible.origin(), illegible.reason()));
            }
        }
        return broken;
    }

    private static String place(Origin origin) {
        return origin.headers().get(DeadLetterHeaders.PARTITION)
                + "/"
                + origin.headers().get(DeadLetterHeaders.OFFSET);
    }
}
