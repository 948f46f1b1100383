package io.pushwave.messaging.offsets;

import io.pushwave.database.Columns;
import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.domain.ReadingStart.Gap;
import io.pushwave.messaging.domain.ReadingStart.Kind;
import io.pushwave.messaging.domain.ReadingStart.Reached;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The statements on the tables {@code consumer_offset} and {@code log_gap} of a handle's schema. */
final class OffsetTable {
    private static final String REACHED =
            "SELECT topic, partition, topic_id, next_offset FROM consumer_offset WHERE consumer = :consumer";
    private static final String CONSUMERS = "SELECT DISTINCT consumer, topic FROM consumer_offset";
    // In the order of the key: two transactions that move the same rows wait for each other instead of for a deadlock's
    // end.
    private static final String ADVANCE = """
            INSERT INTO consumer_offset (consumer, topic, partition, next_offset, moved_at)
            SELECT :consumer, topic, partition, next_offset, :now
            FROM unnest(:topics, :partitions, :offsets) AS moved (topic, partition, next_offset)
            ORDER BY topic, partition
            ON CONFLICT (consumer, topic, partition) DO UPDATE
            SET next_offset = greatest(consumer_offset.next_offset, excluded.next_offset), moved_at = excluded.moved_at
            """;
    private static final String FIRST = """
            INSERT INTO consumer_offset (consumer, topic, partition, topic_id, next_offset, moved_at)
            VALUES (:consumer, :topic, :partition, :topicId, :offset, :now)
            ON CONFLICT (consumer, topic, partition) DO UPDATE SET topic_id = excluded.topic_id
            """;
    private static final String SET = """
            UPDATE consumer_offset SET topic_id = :topicId, next_offset = :offset, moved_at = :now
            WHERE consumer = :consumer AND topic = :topic AND partition = :partition
            """;
    private static final String NOTE_GAP = """
            INSERT INTO log_gap (consumer, topic, partition, kind, from_offset, to_offset, first_record_at, noticed_at)
            VALUES (:consumer, :topic, :partition, :kind, :from, :to, :firstRecordAt, :noticedAt)
            """;
    private static final String GAPS = """
            SELECT consumer, topic, partition, kind, from_offset, to_offset, first_record_at, noticed_at
            FROM log_gap ORDER BY id DESC LIMIT :limit
            """;

    private OffsetTable() {}

    /** How far a consumer's state has come. */
    static Map<TopicPartition, Reached> reached(Handle handle, String consumer) {
        var reached = new HashMap<TopicPartition, Reached>();
        handle.createQuery(REACHED)
                .bind("consumer", consumer)
                .map((row, _) -> Map.entry(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        new Reached(Optional.ofNullable(row.getString("topic_id")), row.getLong("next_offset"))))
                .forEach(entry -> reached.put(entry.getKey(), entry.getValue()));
        return reached;
    }

    /** Every consumer that the state knows, with its topics. */
    static Map<String, List<String>> consumers(Handle handle) {
        return handle.createQuery(CONSUMERS)
                .map((row, _) -> Map.entry(row.getString("consumer"), row.getString("topic")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Moves forward, never back. */
    static void advance(Handle handle, String consumer, Map<TopicPartition, Long> next, Instant now) {
        var partitions = next.entrySet();
        handle.createUpdate(ADVANCE)
                .bind("consumer", consumer)
                .bind("now", now)
                .bind("topics", Columns.texts(partitions, one -> one.getKey().topic()))
                .bind(
                        "partitions",
                        Columns.integers(partitions, one -> one.getKey().partition()))
                .bind("offsets", Columns.longs(partitions, Map.Entry::getValue))
                .execute();
    }

    /** Remembers where a consumer begins that has read nothing, or which topic it reads; an offset that is there stays. */
    static void begin(
            Handle handle, String consumer, TopicPartition partition, String topicId, long next, Instant now) {
        place(handle.createUpdate(FIRST), consumer, partition, topicId, next, now);
    }

    /** Moves to where the log goes on behind a gap, forward or back. */
    static void set(Handle handle, String consumer, TopicPartition partition, String topicId, long next, Instant now) {
        place(handle.createUpdate(SET), consumer, partition, topicId, next, now);
    }

    private static void place(
            Update statement, String consumer, TopicPartition partition, String topicId, long next, Instant now) {
        statement
                .bind("consumer", consumer)
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .bind("topicId", topicId)
                .bind("offset", next)
                .bind("now", now)
                .execute();
    }

    static void note(Handle handle, LogGap noted) {
        var to = noted.gap().to();
        handle.createUpdate(NOTE_GAP)
                .bind("consumer", noted.consumer())
                .bind("topic", noted.topic())
                .bind("partition", noted.partition())
                .bind("kind", noted.gap().kind().name())
                .bind("from", noted.gap().from())
                .bindByType("to", to.isPresent() ? to.getAsLong() : null, Long.class)
                .bindByType("firstRecordAt", noted.firstRecordAt().orElse(null), Instant.class)
                .bind("noticedAt", noted.noticedAt())
                .execute();
    }

    /** The gaps that were noticed, the newest first. */
    static List<LogGap> gaps(Handle handle, int limit) {
        return handle.createQuery(GAPS)
                .bind("limit", limit)
                .map(OffsetTable::gap)
                .list();
    }

    private static LogGap gap(ResultSet row, StatementContext context) throws SQLException {
        var to = row.getLong("to_offset");
        var end = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(to);
        return new LogGap(
                row.getString("consumer"),
                row.getString("topic"),
                row.getInt("partition"),
                new Gap(Kind.valueOf(row.getString("kind")), row.getLong("from_offset"), end),
                Optional.ofNullable(row.getTimestamp("first_record_at")).map(Timestamp::toInstant),
                row.getTimestamp("noticed_at").toInstant());
    }
}
