package io.pushwave.messaging.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.outbox.OutboxTable;
import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class RetentionIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void onlyWhatWasHandledLongAgoIsRemoved() {
        // Given
        var config = MessagingConfigs.with(Map.of("retention.batch-size", "300"));
        try (var database = OutboxDatabase.of(Infrastructure.shared().postgres(), "retention", CLOCK)) {
            database.execute("""
                    INSERT INTO outbox (message_id, topic, type, headers, payload, created_at)
                    SELECT n::text, 't', 't', '{}', '', now() - interval '2 days'
                    FROM generate_series(1, 100) AS n
                    """);
            database.execute("""
                    INSERT INTO inbox (consumer, message_id, received_at)
                    SELECT 'c', n::text, now() - CASE WHEN n <= 1000 THEN interval '23 days' ELSE interval '21 days' END
                    FROM generate_series(1, 1100) AS n
                    """);
            var schema = new SchemaMigration(Flyway.configure().load(), config);
            var upkeep = new Upkeep(schema, database.jdbi(), CLOCK, config, new SimpleMeterRegistry());

            // When
            upkeep.cleanUp();

            // Then
            assertThat(database.unpublished()).isEqualTo(100);
            assertThat(database.count("SELECT count(*) FROM inbox")).isEqualTo(100);
        }
    }

    @Test
    void theBacklogIsCountedUpToABoundAndKnowsItsAge() {
        // Given
        try (var database = OutboxDatabase.of(Infrastructure.shared().postgres(), "backlog", CLOCK)) {
            database.execute("""
                    INSERT INTO outbox (message_id, topic, type, headers, payload, created_at)
                    SELECT n::text, 't', 't', '{}', '', now() - interval '1 hour' FROM generate_series(1, 50) AS n
                    """);

            // When
            var backlog = database.jdbi().withHandle(handle -> OutboxTable.backlog(handle, 40));

            // Then
            assertThat(backlog.rows()).isEqualTo(40);
            assertThat(backlog.age(CLOCK.instant())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        }
    }
}
