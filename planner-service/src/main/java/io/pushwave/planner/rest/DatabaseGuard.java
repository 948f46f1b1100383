package io.pushwave.planner.rest;

import io.pushwave.http.Problems;
import io.pushwave.messaging.schema.SchemaMigration;
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
            throw Problems.notReady("the database schema is " + schema.state());
        }
    }
}
