package io.pushwave.messaging.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code outbox} of a connection's schema. */
public final class OutboxTable {
    private static final String INSERT = """
            INSERT INTO outbox (message_id, topic, key, type, headers, payload, trace_parent, created_at)
            SELECT message_id, topic, key, type, headers::json, payload, trace_parent, ?
            FROM unnest(?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::bytea[], ?::text[])
                WITH ORDINALITY AS appended (message_id, topic, key, type, headers, payload, trace_parent, position)
            ORDER BY position
            """;
    private static final String PENDING = """
            SELECT id, message_id, topic, key, type, headers, payload, trace_parent
            FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT ?
            """;
    private static final String MARK = "UPDATE outbox SET published_at = ? WHERE id = ANY (?)";
    private static final String REMOVE_PUBLISHED = """
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM (SELECT id, published_at FROM outbox ORDER BY id LIMIT ?) AS oldest
                WHERE published_at < ?)
            """;
    private static final String BACKLOG = """
            SELECT (SELECT count(*) FROM (SELECT FROM outbox WHERE published_at IS NULL LIMIT ?) AS bounded),
                   (SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1)
            """;

    private OutboxTable() {}

    /**
     * What is waiting to be sent.
     *
     * @param rows counted up to the bound that was given
     * @param oldest when the first of them was appended
     */
    public record Backlog(long rows, Optional<Instant> oldest) {
        /** The age of the oldest row; zero if there is none. */
        public Duration age(Instant now) {
            return oldest.map(at -> Duration.between(at, now))
                    .filter(Duration::isPositive)
                    .orElse(Duration.ZERO);
        }
    }

    /** Appends the rows in their order, in one statement. */
    public static void insert(Connection connection, List<OutboxRow> rows, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setArray(2, connection.createArrayOf("text", column(rows, OutboxRow::messageId)));
            statement.setArray(3, connection.createArrayOf("text", column(rows, OutboxRow::topic)));
            statement.setArray(4, connection.createArrayOf("bytea", bytes(rows, OutboxRow::key)));
            statement.setArray(5, connection.createArrayOf("text", column(rows, OutboxRow::type)));
            statement.setArray(
                    6, connection.createArrayOf("text", column(rows, row -> HeaderJson.write(row.headers()))));
            statement.setArray(7, connection.createArrayOf("bytea", bytes(rows, OutboxRow::payload)));
            statement.setArray(8, connection.createArrayOf("text", column(rows, OutboxRow::traceParent)));
            statement.executeUpdate();
        }
    }

    /** The oldest rows that are not published, in order. */
    static List<PendingRow> pending(Connection connection, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(PENDING)) {
            statement.setInt(1, limit);
            try (var rows = statement.executeQuery()) {
                var pending = new ArrayList<PendingRow>();
                while (rows.next()) {
                    pending.add(pendingRow(rows));
                }
                return pending;
            }
        }
    }

    static void mark(Connection connection, List<Long> ids, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(MARK)) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /**
     * Removes rows that were published before a moment, of the oldest {@code limit} rows of all.
     *
     * @return how many were removed; less than the limit means that nothing more is due
     */
    public static int removePublished(Connection connection, Instant before, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE_PUBLISHED)) {
            statement.setInt(1, limit);
            statement.setTimestamp(2, Timestamp.from(before));
            return statement.executeUpdate();
        }
    }

    /** What is waiting to be sent, counted up to a bound. */
    public static Backlog backlog(Connection connection, int countMaximum) throws SQLException {
        try (var statement = connection.prepareStatement(BACKLOG)) {
            statement.setInt(1, countMaximum);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Backlog(
                        rows.getLong(1),
                        Optional.ofNullable(rows.getTimestamp(2)).map(Timestamp::toInstant));
            }
        }
    }

    private static PendingRow pendingRow(ResultSet rows) throws SQLException {
        return new PendingRow(
                rows.getLong("id"),
                new OutboxRow(
                        rows.getString("message_id"),
                        rows.getString("topic"),
                        rows.getBytes("key"),
                        rows.getString("type"),
                        HeaderJson.read(rows.getString("headers")),
                        rows.getBytes("payload"),
                        rows.getString("trace_parent")));
    }

    private static @Nullable String[] column(List<OutboxRow> rows, Function<OutboxRow, @Nullable String> value) {
        var column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    private static byte[] @Nullable [] bytes(List<OutboxRow> rows, Function<OutboxRow, byte @Nullable []> value) {
        var column = new byte[rows.size()] @Nullable [];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
