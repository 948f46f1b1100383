package io.pushwave.messaging;

import static io.pushwave.messaging.Controls.controls;
import static io.pushwave.messaging.Controls.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PostgresServer;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.schema.LongStatements;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database server that keeps its connections and answers nothing, as one does whose host hangs. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class FrozenDatabaseIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A connection is waited for up to 5 s, a statement on it up to 12 s. */
    private static final Duration BOUND = Duration.ofSeconds(17);

    @Inject
    DataSource dataSource;

    @Inject
    Handled handled;

    @Inject
    LongStatements longStatements;

    KafkaBroker broker;
    PostgresServer server;

    @AfterEach
    void thaw() {
        server.thaw();
        handled.meet(_ -> {});
    }

    @Test
    void whoeverAsksIsAnsweredWithinTheBoundAndAfterwardsEverythingGoesOnWithNothingLost() throws Exception {
        // Given
        var key = "frozen";
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            topics.create(6, List.of(Topic.CAMPAIGN_CONTROLS.topicName()));
            handled.meet(control -> {
                if (control.campaignId().equals(key) && control.epoch() == 150) {
                    handled.meet(_ -> {});
                    server.freeze();
                }
            });
            topics.publish(controls(key, 300).stream()
                    .map(control -> topics.cloudEvent(key + control.epoch(), control))
                    .toList());
            await().atMost(SOON).until(this::frozen);

            // When
            var begun = System.nanoTime();
            var requests = IntStream.range(0, 15)
                    .mapToObj(_ -> CompletableFuture.runAsync(this::ask, Thread::startVirtualThread))
                    .toList();

            // Then
            for (var request : requests) {
                assertThatThrownBy(() -> request.get(40, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND.plusSeconds(3));
            server.thaw();
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                ask();
                return true;
            });
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(handled.values(key)).isEqualTo(numbers(300)));
        }
    }

    @Test
    void aStatementOfARequestIsEndedByTheServerAndOneOfABatchMayTakeLonger() {
        assertThat(text("SHOW statement_timeout")).isEqualTo("10s");
        assertThat(text("SHOW lock_timeout")).isEqualTo("8s");

        QuarkusTransaction.requiringNew().run(() -> {
            longStatements.allow(Duration.ofSeconds(33));
            assertThat(text("SHOW statement_timeout")).isEqualTo("33s");
            assertThat(networkTimeout()).isEqualTo(35_000);
        });
        assertThat(IntStream.range(0, 30).map(_ -> networkTimeout())).containsOnly(12_000);
    }

    private boolean frozen() {
        try (var connection = dataSource.getConnection()) {
            return !connection.isValid(1);
        } catch (SQLException _) {
            return true;
        }
    }

    private void ask() {
        text("SELECT 'an answer'");
    }

    private String text(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int networkTimeout() {
        try (var connection = dataSource.getConnection()) {
            return connection.unwrap(Connection.class).getNetworkTimeout();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
