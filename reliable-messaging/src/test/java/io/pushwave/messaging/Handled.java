package io.pushwave.messaging;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.Topic;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A service in the small: a consumer, and a handler that writes down what it was given. */
@ApplicationScoped
public class Handled {
    static final String CONSUMER = "controls";

    private final BatchReceiver receiver;
    private final DataSource dataSource;
    private volatile Consumer<CampaignControlled> fault = _ -> {};

    Handled(BatchReceiver receiver, DataSource dataSource) {
        this.receiver = receiver;
        this.dataSource = dataSource;
    }

    @Incoming(CONSUMER)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receive(records);
    }

    /** What the consumer does with a batch; for tests that deliver one themselves. */
    public void receive(ConsumerRecords<String, byte[]> records) {
        receiver.receive(CONSUMER, Topic.CAMPAIGN_CONTROLS, CampaignControl.class, records, this::handle);
    }

    /** From now on every message meets this before it is written down; what it throws, the handler throws. */
    public void meet(Consumer<CampaignControlled> newFault) {
        fault = newFault;
    }

    /** The values that were written down under a key, in their order. */
    public List<String> values(String key) {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement("SELECT value FROM handled WHERE key = ? ORDER BY position")) {
            statement.setString(1, key);
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<String>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(List<Received<CampaignControl>> received) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(
                        "INSERT INTO handled (consumer, message_id, key, value) VALUES (?, ?, ?, ?)")) {
            for (var one : received) {
                var control = (CampaignControlled) one.message();
                fault.accept(control);
                statement.setString(1, CONSUMER);
                statement.setString(2, one.messageId());
                statement.setString(3, control.campaignId());
                statement.setString(4, Long.toString(control.epoch()));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("not written down", e);
        }
    }
}
