package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.testing.SchemaEvolution;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An installation of the first version, with rows in every table, is brought to today's version. */
class SchemaEvolutionIT {
    /** The newest migration of the first version that can be installed: it and those before it are not changed any more. */
    private static final String FIRST = "106";

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
        try (var schema = SchemaEvolution.of(FIRST, INFRASTRUCTURE.postgres(), "db/messaging", "db/planner")
                .fill("evolution/messages.sql")
                .fill("evolution/planner.sql")) {
            assertThat(schema.emptyTables()).isEmpty();

            var losses = schema.migrate();

            assertThat(losses).isEmpty();
        }
    }
}
