package io.pushwave.messaging.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The statements on the table {@code inbox} of a connection's schema. */
public final class InboxTable {
    // In the order of the ids: two transactions that claim the same ones wait for each other instead of for a
    // deadlock's end.
    private static final String CLAIM = """
            INSERT INTO inbox (consumer, message_id, received_at)
            SELECT ?, id, ? FROM unnest(?::text[]) AS id ORDER BY id
            ON CONFLICT DO NOTHING RETURNING message_id
            """;
    private static final String KNOWN = "SELECT message_id FROM inbox WHERE consumer = ? AND message_id = ANY (?)";
    private static final String FORGET = "DELETE FROM inbox WHERE consumer = ? AND message_id = ANY (?)";
    private static final String REMOVE = """
            DELETE FROM inbox WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM inbox WHERE received_at < ? ORDER BY received_at LIMIT ?))
            """;

    private InboxTable() {}

    /** Remembers ids, and returns those that were not remembered before. */
    public static Set<String> claim(Connection connection, String consumer, Collection<String> ids, Instant now)
            throws SQLException {
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, consumer);
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setArray(3, connection.createArrayOf("text", ids.toArray()));
            return strings(statement);
        }
    }

    /** Those of the ids that are remembered. */
    public static Set<String> known(Connection connection, String consumer, Collection<String> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setString(1, consumer);
            statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
            return strings(statement);
        }
    }

    /** Takes ids back: their next delivery is a first one. */
    public static void forget(Connection connection, String consumer, Collection<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, consumer);
            statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /**
     * Removes the oldest rows, if they were received before a moment.
     *
     * @return how many were removed; less than the limit means that nothing more is due
     */
    public static int removeReceived(Connection connection, Instant before, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE)) {
            statement.setTimestamp(1, Timestamp.from(before));
            statement.setInt(2, limit);
            return statement.executeUpdate();
        }
    }

    private static Set<String> strings(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var strings = new HashSet<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }
}
