package io.pushwave.messaging.offsets;

import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.domain.ReadingStart.Reached;
import io.pushwave.messaging.schema.SchemaMigration;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** How far the state of every consumer has come, as the database has it. */
@ApplicationScoped
class StoredProgress {
    private static final int GAPS_MAXIMUM = 1_000;

    private final SchemaMigration schema;
    private final Jdbi jdbi;
    private final int timeoutSeconds;

    StoredProgress(SchemaMigration schema, Jdbi jdbi, MessagingConfig config) {
        this.schema = schema;
        this.jdbi = jdbi;
        this.timeoutSeconds =
                Math.max(1, Math.toIntExact(config.health().timeout().toSeconds()));
    }

    /** How far each consumer's state has come, and what its log did not have: the newest gaps, at most a thousand. */
    record Stored(Map<String, Map<TopicPartition, Reached>> reached, List<LogGap> gaps) {}

    boolean ready() {
        return schema.ready();
    }

    /**
     * Asks the database.
     *
     * @throws SQLException with a message for people if it does not answer
     */
    Stored read() throws SQLException {
        try {
            return jdbi.withHandle(this::read);
        } catch (JdbiException e) {
            throw new SQLException("the database does not answer: " + said(e), e);
        }
    }

    private static @Nullable String said(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause ? cause.getMessage() : failure.getMessage();
    }

    private Stored read(Handle handle) throws SQLException {
        if (!handle.getConnection().isValid(timeoutSeconds)) {
            throw new SQLException("the database does not answer");
        }
        var reached = new HashMap<String, Map<TopicPartition, Reached>>();
        for (var consumer : OffsetTable.consumers(handle).keySet()) {
            reached.put(consumer, OffsetTable.reached(handle, consumer));
        }
        return new Stored(reached, OffsetTable.gaps(handle, GAPS_MAXIMUM));
    }
}
