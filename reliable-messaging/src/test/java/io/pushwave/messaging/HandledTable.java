package io.pushwave.messaging;

import io.pushwave.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The state of the consumers of these tests: what their handlers have stored, in its order. */
@ApplicationScoped
class HandledTable {
    private final Jdbi jdbi;

    HandledTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Row(String messageId, String key, String value) {}

    /** Stores rows in the caller's transaction. */
    void append(String consumer, List<Row> rows) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO handled (consumer, message_id, key, value)
                        SELECT :consumer, message_id, key, value
                        FROM unnest(:ids, :keys, :values) WITH ORDINALITY AS n (message_id, key, value, position)
                        ORDER BY n.position
                        """)
                .bind("consumer", consumer)
                .bind("ids", Columns.texts(rows, Row::messageId))
                .bind("keys", Columns.texts(rows, Row::key))
                .bind("values", Columns.texts(rows, Row::value))
                .execute());
    }

    /** The values under a key, in their order. */
    List<String> ofKey(String key) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT value FROM handled WHERE key = :key ORDER BY position")
                        .bind("key", key)
                        .mapTo(String.class)
                        .list());
    }

    /** The values of a consumer, in their order. */
    List<String> ofConsumer(String consumer) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT value FROM handled WHERE consumer = :consumer ORDER BY position")
                        .bind("consumer", consumer)
                        .mapTo(String.class)
                        .list());
    }
}
