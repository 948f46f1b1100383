package io.pushwave.messaging;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A service in the small: a consumer, and a handler that writes down what it was given. */
@ApplicationScoped
public class Handled {
    static final String CONSUMER = "controls";

    private final BatchReceiver receiver;
    private final HandledTable table;
    private volatile Consumer<CampaignControlled> fault = _ -> {};
    private volatile Consumer<GivenUp> givenUpFault = _ -> {};

    Handled(BatchReceiver receiver, HandledTable table) {
        this.receiver = receiver;
        this.table = table;
    }

    @Incoming(CONSUMER)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receive(records);
    }

    /** What the consumer does with a batch; for tests that deliver one themselves. */
    public void receive(ConsumerRecords<String, byte[]> records) {
        receiver.receive(CONSUMER, Topic.CAMPAIGN_CONTROLS, CampaignControl.class, records, this::handle, this::giveUp);
    }

    /** From now on every message meets this before it is written down; what it throws, the handler throws. */
    public void meet(Consumer<CampaignControlled> newFault) {
        fault = newFault;
    }

    /** From now on every record that is given up meets this after it is written down; what it throws, the hook throws. */
    public void meetGivenUp(Consumer<GivenUp> newFault) {
        givenUpFault = newFault;
    }

    /** The values that were written down under a key, in their order. */
    public List<String> values(String key) {
        return table.ofKey(key);
    }

    private void handle(List<Received<CampaignControl>> received) {
        var rows = new ArrayList<HandledTable.Row>();
        for (var one : received) {
            var control = (CampaignControlled) one.message();
            fault.accept(control);
            rows.add(new HandledTable.Row(one.messageId(), control.campaignId(), Long.toString(control.epoch())));
        }
        table.append(CONSUMER, rows);
    }

    /** What is given up is written down by its key, with its reason as the value. */
    private void giveUp(List<GivenUp> givenUp) {
        table.append(
                CONSUMER,
                givenUp.stream()
                        .map(one -> new HandledTable.Row(
                                "offset " + one.origin().offset().orElseThrow(),
                                "given up " + one.key().orElse(""),
                                one.reason()))
                        .toList());
        givenUp.forEach(givenUpFault);
    }
}
