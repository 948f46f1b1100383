package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.testing.SchemaEvolution;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An installation's messages through migrations, and what the services' tests of theirs notice. */
class SchemaEvolutionIT {
    /** The first version that can be installed. */
    private static final String FIRST = "2";

    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();

    @BeforeAll
    static void start() {
        INFRASTRUCTURE.postgres().start();
    }

    @AfterAll
    static void stop() {
        INFRASTRUCTURE.postgres().close();
    }

    @Test
    void everyRowOfTheFirstVersionIsThereAfterTheMigration() throws SQLException {
        try (var schema = schema(FIRST)) {
            assertThat(schema.emptyTables()).isEmpty();

            var losses = schema.migrate();

            assertThat(losses).isEmpty();
        }
    }

    @Test
    void aMigrationOfTheMessagesThatComesLaterThanTheServicesIsMade() throws SQLException {
        try (var schema = schema("100")) {
            var losses = schema.migrate("db/growing");

            assertThat(losses).isEmpty();
            assertThat(schema.tables()).contains("reason");
        }
    }

    @Test
    void whatAMigrationLosesIsSaid() throws SQLException {
        try (var schema = schema(FIRST)) {
            var losses = schema.migrate("db/losing");

            assertThat(losses)
                    .hasSize(5)
                    .contains("inbox has 0 of 1 rows", "table consumer_offset is gone")
                    .anyMatch(loss -> loss.startsWith("outbox has no row with the values of"))
                    .anyMatch(loss -> loss.startsWith("log_gap has no row with the values of"));
        }
    }

    private static SchemaEvolution schema(String version) throws SQLException {
        return SchemaEvolution.of(version, INFRASTRUCTURE.postgres(), "db/messaging", "db/handled")
                .fill("evolution/messages.sql");
    }
}
