package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long a million orgs take to be planned, with the default batches, the outbox being published meanwhile. Not part of the
 * build; {@code mvn -pl planner-service -am verify -Dtest=NoTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=PlanningBenchmark -Dfailsafe.failIfNoSpecifiedTests=false -Dtest.heap=512m}. {@code -Dpushwave.bench.orgs} changes the number.
 */
@QuarkusTest
@TestProfile(PlanningBenchmark.Defaults.class)
@WithTestResource(PushwaveInfrastructure.class)
class PlanningBenchmark {
    private static final int ORGS = Integer.getInteger("pushwave.bench.orgs", 1_000_000);

    KafkaBroker broker;

    @Inject
    AgroalDataSource dataSource;

    /** The sizes that run in life. */
    public static final class Defaults implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pushwave.planner.batches.planning", "5000",
                    "pushwave.planner.batches.commands", "2000",
                    "pushwave.planner.batches.clean-up", "20000",
                    "pushwave.planner.strategy.bake", "PT1H");
        }
    }

    @Test
    void aMillionOrgsArePlanned() throws SQLException {
        // Given
        var executor = new SimulatedExecutor(broker.bootstrapServers());
        executor.topics().publish("bench-" + System.nanoTime(), executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();
        execute("insert into inventory_snapshot (snapshot_id, request_id, received_at) values ('bench', '" + campaign
                + "', now())");
        execute("insert into inventory_page (snapshot_id, page, rows) values ('bench', 1, " + ORGS + ")");
        execute("""
                insert into org (package_key, org_key, name, status, type, instance, installed_version, push_blocked, first_seen)
                select '%s', '00D' || lpad(n::text, 12, '0'), 'Org ' || n, 'Active', 'Production', 'NA' || n %% 40,
                    '%s', n %% 50 = 0, now()
                from generate_series(1, %d) n""".formatted(
                executor.packageId.substring(0, 15), executor.versionId(1).substring(0, 15), ORGS));
        execute("analyze org");
        execute("insert into register (package_key, as_of) values ('" + executor.packageId.substring(0, 15)
                + "', now())");
        // The tail would keep a million messages in this heap.
        executor.close();
        var topics = new KafkaTopics(broker.bootstrapServers());
        long begin = System.nanoTime();

        // When
        topics.publish(
                "bench-complete-" + begin,
                new SnapshotCompleted(campaign, executor.packageId, "bench", 1, ORGS, SimulatedExecutor.THEN));
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> number("select count(*) from campaign where state = 'RUNNING' and id = '" + campaign + "'")
                        == 1);
        var planned = Duration.ofNanos(System.nanoTime() - begin);
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> number("select count(*) from org_push where state = 'COMMANDED'")
                        == Math.round(Math.floor(ORGS * 0.98 * 0.05)));
        var firstWave = Duration.ofNanos(System.nanoTime() - begin).minus(planned);
        topics.close();

        // Then
        System.out.printf(
                "planned %,d registered orgs in %.1f s (%,.0f orgs/s), first wave commanded %.1f s later, heap limit %d MB%n",
                ORGS,
                planned.toMillis() / 1000.0,
                ORGS * 1000.0 / planned.toMillis(),
                firstWave.toMillis() / 1000.0,
                Runtime.getRuntime().maxMemory() / 1024 / 1024);
        assertThat(number("select count(*) from org_push")).isEqualTo(ORGS - ORGS / 50);
    }

    private long number(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
