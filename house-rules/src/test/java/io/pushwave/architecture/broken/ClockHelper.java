package io.pushwave.architecture.broken;

import io.pushwave.architecture.broken.domain.Circle;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Has a bad name, looks at the wall clock, knows Kafka, is injected into, hangs on a thread, goes in a circle, runs statements
 * and answers failures in a way of its own.
 */
public final class ClockHelper {
    @Inject
    TopicPartition partition;

    static final ThreadLocal<Circle> circle = new ThreadLocal<>();

    String place() {
        return partition + " at " + Instant.now();
    }

    @ServerExceptionMapper
    static int rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate("delete from org");
        }
    }
}
