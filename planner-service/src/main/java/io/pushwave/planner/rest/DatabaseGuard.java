package io.pushwave.planner.rest;

import io.pushwave.messaging.SchemaMigration;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says 503 and why, instead of failing somewhere inside, while the database has not been reached since the start. */
class DatabaseGuard {
    private final SchemaMigration schema;

    DatabaseGuard(SchemaMigration schema) {
        this.schema = schema;
    }

    @ServerRequestFilter
    void check() {
        if (!schema.ready()) {
            throw HttpProblem.builder()
                    .withType(URI.create("urn:pushwave:problem:not-ready"))
                    .withTitle("The planner is not ready")
                    .withStatus(Status.SERVICE_UNAVAILABLE)
                    .withDetail("the database schema is " + schema.state())
                    .withHeader("Retry-After", "2")
                    .build();
        }
    }
}
