package io.pushwave.messaging.health;

import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.schema.SchemaMigration;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers and its schema is up to date. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {
    private static final String NAME = "database";

    private final SchemaMigration schema;
    private final DataSource dataSource;
    private final int timeoutSeconds;

    DatabaseReadiness(SchemaMigration schema, DataSource dataSource, MessagingConfig config) {
        this.schema = schema;
        this.dataSource = dataSource;
        this.timeoutSeconds =
                Math.max(1, Math.toIntExact(config.health().timeout().toSeconds()));
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named(NAME).withData("schema", schema.state());
        if (!schema.ready()) {
            return response.down().build();
        }
        try (var connection = dataSource.getConnection()) {
            return connection.isValid(timeoutSeconds)
                    ? response.up().build()
                    : response.down().withData("failure", "no answer").build();
        } catch (SQLException e) {
            return response.down()
                    .withData("failure", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
