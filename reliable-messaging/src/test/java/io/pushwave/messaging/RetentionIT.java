package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.outbox.OutboxTable;
import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class RetentionIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void onlyWhatIsPublishedOrHandledLongAgoIsRemoved() throws SQLException {
        // Given
        var config = MessagingConfigs.with(Map.of("retention.batch-size", "300"));
        try (var database = OutboxDatabase.of(Infrastructure.shared().postgres(), "retention", CLOCK)) {
            execute(database, """
                    INSERT INTO outbox (message_id, topic, type, headers, payload, created_at, published_at)
                    SELECT n::text, 't', 't', '{}', '', now() - interval '2 days',
                           CASE WHEN n <= 2000 THEN now() - interval '25 hours'
                                WHEN n <= 2100 THEN now() - interval '23 hours' END
                    FROM generate_series(1, 2200) AS n
                    """);
            execute(database, """
                    INSERT INTO inbox (consumer, message_id, received_at)
                    SELECT 'c', n::text, now() - CASE WHEN n <= 1000 THEN interval '23 days' ELSE interval '21 days' END
                    FROM generate_series(1, 1100) AS n
                    """);
            var schema = new SchemaMigration(Flyway.configure().load(), config);
            var upkeep = new Upkeep(schema, database.dataSource(), CLOCK, config, new SimpleMeterRegistry());

            // When
            upkeep.cleanUp();

            // Then
            assertThat(database.count("SELECT count(*) FROM outbox WHERE published_at IS NOT NULL"))
                    .isEqualTo(100);
            assertThat(database.unpublished()).isEqualTo(100);
            assertThat(database.count("SELECT count(*) FROM inbox")).isEqualTo(100);
        }
    }

    @Test
    void theBacklogIsCountedUpToABoundAndKnowsItsAge() throws SQLException {
        // Given
        try (var database = OutboxDatabase.of(Infrastructure.shared().postgres(), "backlog", CLOCK)) {
            execute(database, """
                    INSERT INTO outbox (message_id, topic, type, headers, payload, created_at)
                    SELECT n::text, 't', 't', '{}', '', now() - interval '1 hour' FROM generate_series(1, 50) AS n
                    """);

            // When
            try (var connection = database.dataSource().getConnection()) {
                var backlog = OutboxTable.backlog(connection, 40);

                // Then
                assertThat(backlog.rows()).isEqualTo(40);
                assertThat(backlog.age(CLOCK.instant())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
            }
        }
    }

    private static void execute(OutboxDatabase database, String statement) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
