package io.pushwave.messaging.upkeep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pushwave.database.SetStatements;
import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import java.time.Clock;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    @Test
    void anInboxThatForgetsTooSoonIsRefused() {
        var config = MessagingConfigs.with(Map.of("retention.inbox", "P20D"));
        var schema = new SchemaMigration(Flyway.configure().load(), config);

        try (var nowhere = OutboxDatabase.dataSource("jdbc:postgresql://localhost:1/none", "u", "p", "s")) {
            assertThatThrownBy(() -> new Upkeep(
                            schema,
                            SetStatements.inTransactionsOf(nowhere),
                            Clock.systemUTC(),
                            config,
                            new SimpleMeterRegistry()))
                    .hasMessageContaining("pushwave.messaging.retention.inbox PT480H must be at least PT504H");
        }
    }
}
