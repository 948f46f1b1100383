package io.pushwave.messaging.inbox;

import io.pushwave.database.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements on the table {@code inbox} of a handle's schema. */
public final class InboxTable {
    // In the order of the ids: two transactions that claim the same ones wait for each other instead of for a
    // deadlock's end.
    private static final String CLAIM = """
            INSERT INTO inbox (consumer, message_id, received_at)
            SELECT :consumer, id, :now FROM unnest(:ids) AS id ORDER BY id
            ON CONFLICT DO NOTHING RETURNING message_id
            """;
    private static final String KNOWN =
            "SELECT message_id FROM inbox WHERE consumer = :consumer AND message_id = ANY (:ids)";
    private static final String FORGET = "DELETE FROM inbox WHERE consumer = :consumer AND message_id = ANY (:ids)";
    private static final String REMOVE = """
            DELETE FROM inbox WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM inbox WHERE received_at < :before ORDER BY received_at LIMIT :limit))
            """;

    private InboxTable() {}

    /** Remembers ids, and returns those that were not remembered before. */
    public static Set<String> claim(Handle handle, String consumer, Collection<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        return handle.createQuery(CLAIM)
                .bind("consumer", consumer)
                .bind("now", now)
                .bind("ids", Columns.texts(ids))
                .mapTo(String.class)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Those of the ids that are remembered. */
    public static Set<String> known(Handle handle, String consumer, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return handle.createQuery(KNOWN)
                .bind("consumer", consumer)
                .bind("ids", Columns.texts(ids))
                .mapTo(String.class)
                .set();
    }

    /** Takes ids back: their next delivery is a first one. */
    public static void forget(Handle handle, String consumer, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        handle.createUpdate(FORGET)
                .bind("consumer", consumer)
                .bind("ids", Columns.texts(ids))
                .execute();
    }

    /**
     * Removes the oldest rows, if they were received before a moment.
     *
     * @return how many were removed; less than the limit means that nothing more is due
     */
    public static int removeReceived(Handle handle, Instant before, int limit) {
        return handle.createUpdate(REMOVE)
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }
}
