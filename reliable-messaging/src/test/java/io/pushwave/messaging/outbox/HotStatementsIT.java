package io.pushwave.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.inbox.InboxTable;
import io.pushwave.messaging.plans.Gathered;
import io.pushwave.messaging.plans.HotStatements;
import io.pushwave.messaging.plans.MeasuredSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statement on outbox and inbox. */
class HotStatementsIT {
    private static final int ROWS = 50_000;
    private static final int BATCH = 1_000;
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void whateverIsKnownOfTheTablesNoStatementTouchesMoreThanItsRowsNeed(Gathered gathered) throws SQLException {
        try (var schema = MeasuredSchema.create(
                Infrastructure.shared().postgres(),
                Path.of("src/test/resources/application.properties"),
                "db/messaging")) {
            var hot = new HotStatements();
            var handle = SetStatements.on(schema.connection());
            outbox(hot, handle);
            inbox(hot, handle);
            schema.grow(gathered, HotStatementsIT::rows, ROWS, hot);

            var tooMuch = hot.tooMuch(schema);

            assertThat(tooMuch).isEmpty();
        }
    }

    @Test
    void aScanOfAWholeTableIsNoticed() throws SQLException {
        try (var schema = MeasuredSchema.create(
                Infrastructure.shared().postgres(),
                Path.of("src/test/resources/application.properties"),
                "db/messaging")) {
            var hot = new HotStatements()
                    .add("all of it", 1, () -> schema.run("select * from outbox where type = 'x'", Map.of()));
            schema.grow(Gathered.NEVER, HotStatementsIT::rows, ROWS, hot);

            var tooMuch = hot.tooMuch(schema);

            assertThat(tooMuch).singleElement().asString().contains("all of it touched", "50,000 rows");
        }
    }

    private static List<String> rows(int from, int to) {
        return List.of("""
                insert into outbox (message_id, topic, key, type, headers, payload, created_at)
                select 'message-' || n, 'topic', '\\x00', 'type', '{}', '\\x0000', '2026-01-01'
                  from generate_series(%d, %d) as n
                """.formatted(from, to), """
                insert into inbox (consumer, message_id, received_at)
                select 'consumer', 'message-' || n, '2026-01-01'::timestamptz + n * interval '1 s'
                  from generate_series(%d, %d) as n
                """.formatted(from, to));
    }

    private static void outbox(HotStatements hot, Handle handle) {
        var rows = IntStream.range(0, BATCH)
                .mapToObj(number -> new OutboxRow(
                        "new-" + number,
                        "topic",
                        new byte[] {1},
                        "type",
                        Map.of(),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        null))
                .toList();
        var ids = LongStream.range(1, 1 + BATCH).boxed().toList();
        hot.add("append", BATCH, () -> OutboxTable.insert(handle, rows, NOW))
                .add("pending", BATCH, () -> OutboxTable.pending(handle, BATCH))
                .add("remove", BATCH, () -> OutboxTable.remove(handle, ids))
                // Counted up to a bound.
                .add("backlog", 10_000, () -> OutboxTable.backlog(handle, 10_000));
    }

    private static void inbox(HotStatements hot, Handle handle) {
        var known = ids("message-");
        hot.add("claim", BATCH, () -> InboxTable.claim(handle, "consumer", ids("new-"), NOW))
                .add("claim again", BATCH, () -> InboxTable.claim(handle, "consumer", known, NOW))
                .add("known", BATCH, () -> InboxTable.known(handle, "consumer", known))
                .add("forget", BATCH, () -> InboxTable.forget(handle, "consumer", known))
                .add("remove", BATCH, () -> InboxTable.removeReceived(handle, NOW, BATCH));
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(20_000, 20_000 + BATCH)
                .mapToObj(number -> prefix + number)
                .toList();
    }
}
