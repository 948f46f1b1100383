package io.pushwave.messaging.outbox;

import io.pushwave.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on the table {@code outbox} of a handle's schema. */
public final class OutboxTable {
    private static final String INSERT = """
            INSERT INTO outbox (message_id, topic, key, type, headers, payload, trace_parent, created_at)
            SELECT message_id, topic, key, type, headers::json, payload, trace_parent, :now
            FROM unnest(:ids, :topics, :keys, :types, :headers, :payloads, :traceParents)
                WITH ORDINALITY AS appended (message_id, topic, key, type, headers, payload, trace_parent, position)
            ORDER BY position
            """;
    private static final String PENDING = """
            SELECT id, message_id, topic, key, type, headers, payload, trace_parent, created_at
            FROM outbox WHERE parked_at IS NULL ORDER BY id LIMIT :limit
            """;
    private static final String PARK =
            "UPDATE outbox SET parked_at = :now, parked_reason = :reason WHERE id = ANY (:ids)";
    private static final String PARKED_LANES = "SELECT DISTINCT topic, key FROM outbox WHERE parked_at IS NOT NULL";
    private static final String REMOVE = "DELETE FROM outbox WHERE id = ANY (:ids)";
    private static final String BACKLOG = """
            SELECT (SELECT count(*) FROM
                       (SELECT FROM outbox WHERE parked_at IS NULL LIMIT :maximum) AS bounded) AS rows,
                   (SELECT created_at FROM outbox WHERE parked_at IS NULL ORDER BY id LIMIT 1) AS oldest,
                   (SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL) AS parked
            """;

    private OutboxTable() {}

    /**
     * What is waiting to be sent.
     *
     * @param rows counted up to the bound that was given
     * @param oldest when the first of them was appended
     * @param parked rows that are not sent, because the broker refuses them or one of their key before them
     */
    public record Backlog(long rows, Optional<Instant> oldest, long parked) {
        /** The age of the oldest row; zero if there is none. */
        public Duration age(Instant now) {
            return oldest.map(at -> Duration.between(at, now))
                    .filter(Duration::isPositive)
                    .orElse(Duration.ZERO);
        }
    }

    /** Appends the rows in their order, in one statement. */
    public static void insert(Handle handle, List<OutboxRow> rows, Instant now) {
        handle.createUpdate(INSERT)
                .bind("now", now)
                .bind("ids", Columns.texts(rows, OutboxRow::messageId))
                .bind("topics", Columns.texts(rows, OutboxRow::topic))
                .bind("keys", Columns.bytes(rows, OutboxRow::key))
                .bind("types", Columns.texts(rows, OutboxRow::type))
                .bind("headers", Columns.texts(rows, row -> HeaderJson.write(row.headers())))
                .bind("payloads", Columns.bytes(rows, OutboxRow::payload))
                .bind("traceParents", Columns.texts(rows, OutboxRow::traceParent))
                .execute();
    }

    /** The oldest rows that are to be sent, in order. */
    static List<PendingRow> pending(Handle handle, int limit) {
        return handle.createQuery(PENDING)
                .bind("limit", limit)
                .map(OutboxTable::pendingRow)
                .list();
    }

    /** Removes what the broker has acknowledged. */
    static void remove(Handle handle, List<Long> ids) {
        handle.createUpdate(REMOVE).bind("ids", Columns.longs(ids, id -> id)).execute();
    }

    /** Sets rows aside: they are not sent before somebody takes that back. */
    static void park(Handle handle, List<Long> ids, String reason, Instant now) {
        handle.createUpdate(PARK)
                .bind("now", now)
                .bind("reason", reason)
                .bind("ids", Columns.longs(ids, id -> id))
                .execute();
    }

    /** The lanes of which a row is parked. */
    static Set<Lane> parkedLanes(Handle handle) {
        return handle.createQuery(PARKED_LANES)
                .map((row, _) -> Lane.of(row.getString("topic"), row.getBytes("key")))
                .set();
    }

    /** What is waiting to be sent, counted up to a bound. */
    public static Backlog backlog(Handle handle, int countMaximum) {
        return handle.createQuery(BACKLOG)
                .bind("maximum", countMaximum)
                .map((row, _) -> new Backlog(
                        row.getLong("rows"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant),
                        row.getLong("parked")))
                .one();
    }

    private static PendingRow pendingRow(ResultSet row, StatementContext context) throws SQLException {
        return new PendingRow(
                row.getLong("id"),
                new OutboxRow(
                        row.getString("message_id"),
                        row.getString("topic"),
                        row.getBytes("key"),
                        row.getString("type"),
                        HeaderJson.read(row.getString("headers")),
                        row.getBytes("payload"),
                        row.getString("trace_parent")),
                row.getTimestamp("created_at").toInstant());
    }
}
