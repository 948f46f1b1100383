package io.pushwave.messaging.outbox;

import io.pushwave.contracts.Message;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.OutgoingMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Where services put the messages that they send: rows that commit with the state change that caused them, and are published
 * soon after, at least once.
 *
 * <p>Messages of one key are published in the order in which they were appended. Between transactions that order is the order
 * of commits if the transactions exclude one another, by a lock on what the key names for example; if they run side by side,
 * there is no order between them to keep.
 */
@ApplicationScoped
public class Outbox {
    private final Jdbi jdbi;
    private final MessageEnvelope envelope;
    private final Publishing publishing;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final int payloadMaximum;

    Outbox(
            Jdbi jdbi,
            MessageEnvelope envelope,
            Publishing publishing,
            AfterCommit afterCommit,
            Clock clock,
            MessagingConfig config) {
        this.jdbi = jdbi;
        this.envelope = envelope;
        this.publishing = publishing;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.payloadMaximum = config.publisher().payloadMaximum();
    }

    /**
     * Appends messages of one trace, in their order, in one statement.
     *
     * @throws IllegalArgumentException if a message's JSON is longer than {@code pushwave.messaging.publisher.payload-maximum}
     * @throws JdbiException if the statement fails
     */
    @Transactional(TxType.MANDATORY)
    public void append(Collection<? extends Message> messages, Optional<String> traceParent) {
        appendChecked(messages.stream()
                .map(message -> envelope.row(message, traceParent))
                .toList());
    }

    /** Appends messages that each have a trace of their own; otherwise as {@link #append(Collection, Optional)}. */
    @Transactional(TxType.MANDATORY)
    public void append(List<OutgoingMessage> messages) {
        appendChecked(messages.stream()
                .map(outgoing -> envelope.row(outgoing.message(), outgoing.traceParent()))
                .toList());
    }

    private void appendChecked(List<OutboxRow> rows) {
        for (var row : rows) {
            if (row.payload().length > payloadMaximum) {
                throw new IllegalArgumentException("a message of type " + row.type() + " for " + row.topic() + " has "
                        + row.payload().length + " bytes; no more than " + payloadMaximum + " can be sent");
            }
        }
        appendRows(rows);
    }

    public void appendRows(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> OutboxTable.insert(handle, rows, clock.instant()));
        afterCommit.run(publishing::wake);
    }
}
