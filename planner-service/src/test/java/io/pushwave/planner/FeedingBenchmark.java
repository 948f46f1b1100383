package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long a register takes to be fed with a million orgs: the first time, with a snapshot that tells nothing new, and with one in
 * which one org in a hundred has another version; from the first message on its topic until the register is as of the snapshot. Not part
 * of the build; {@code mvn -pl planner-service -am verify -Dtest=NoTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=FeedingBenchmark -Dfailsafe.failIfNoSpecifiedTests=false -Dtest.heap=512m}. {@code -Dpushwave.bench.orgs} changes the number.
 */
@QuarkusTest
@TestProfile(FeedingBenchmark.Defaults.class)
@WithTestResource(PushwaveInfrastructure.class)
class FeedingBenchmark {
    private static final int ORGS = Integer.getInteger("pushwave.bench.orgs", 1_000_000);
    private static final int ROWS_PER_PAGE = 500;
    private static final int PAGES_AT_ONCE = 20;
    private static final String PACKAGE = "0330000000BENCH";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    KafkaBroker broker;

    @Inject
    AgroalDataSource dataSource;

    private int snapshots;

    /** The sizes that run in life. */
    public static final class Defaults implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pushwave.planner.register.orgs-compared", "20000",
                    "pushwave.planner.register.pages-removed", "500",
                    "pushwave.planner.driver.tick", "PT0.25S");
        }
    }

    @Test
    void aMillionOrgsAreFedIntoTheRegister() throws SQLException {
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            var first = feed(topics, "first feeding", _ -> 1);
            feed(topics, "unchanged feeding", _ -> 1);
            feed(topics, "1 % changed", org -> org % 100 == 0 ? 2 : 1);

            System.out.printf("heap limit %d MB%n", Runtime.getRuntime().maxMemory() / 1024 / 1024);
            assertThat(first).isLessThan(Duration.ofSeconds(60));
        }
        assertThat(number("select count(*) from org where package_key = '" + PACKAGE + "' and gone_at is null"))
                .isEqualTo(ORGS);
        assertThat(number("select revision from register where package_key = '" + PACKAGE + "'"))
                .isPositive();
    }

    private Duration feed(KafkaTopics topics, String name, IntUnaryOperator version) throws SQLException {
        var id = "snapshot-" + ++snapshots;
        var asOf = NOON.plusSeconds(snapshots);
        long begin = System.nanoTime();
        int pages = 0;
        for (int from = 0; from < ORGS; from += ROWS_PER_PAGE * PAGES_AT_ONCE) {
            int some = Math.min(PAGES_AT_ONCE, Math.ceilDiv(ORGS - from, ROWS_PER_PAGE));
            int start = from;
            int before = pages;
            topics.publish(IntStream.range(0, some)
                    .mapToObj(page -> topics.cloudEvent(
                            id + "-" + (before + page + 1),
                            new SubscribersListed(
                                    "nobody",
                                    PACKAGE,
                                    id,
                                    before + page + 1,
                                    rows(start + page * ROWS_PER_PAGE, version),
                                    Optional.of(asOf))))
                    .toList());
            pages += some;
        }
        topics.publish(id + "-end", new SnapshotCompleted("nobody", PACKAGE, id, pages, ORGS, asOf));
        var published = Duration.ofNanos(System.nanoTime() - begin);
        awaitNumber("select count(*) from register where package_key = '" + PACKAGE + "' and whole_snapshot = '" + id
                + "'");
        var whole = Duration.ofNanos(System.nanoTime() - begin);
        awaitNumber("select count(*) from register where package_key = '" + PACKAGE + "' and as_of = '" + asOf + "'");
        var compared = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "%s: %,d orgs, published in %.1f s, whole after %.1f s, compared after %.1f s (%,.0f orgs/s)%n",
                name,
                ORGS,
                published.toMillis() / 1000.0,
                whole.toMillis() / 1000.0,
                compared.toMillis() / 1000.0,
                ORGS * 1000.0 / compared.toMillis());
        return compared;
    }

    private static List<SubscriberRow> rows(int from, IntUnaryOperator version) {
        return IntStream.range(from, Math.min(ORGS, from + ROWS_PER_PAGE))
                .mapToObj(org -> new SubscriberRow(
                        new OrgKey("00D%012d".formatted(org)),
                        "Customer number " + org,
                        "Active",
                        org % 3 == 0 ? "Sandbox" : "Production",
                        "NA" + org % 40,
                        org % 3 == 0 ? Optional.of(new OrgKey("00D%012d".formatted(org + 1))) : Optional.empty(),
                        "04t%012d".formatted(version.applyAsInt(org)),
                        org % 50 == 0))
                .toList();
    }

    private void awaitNumber(String sql) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> number(sql) == 1);
    }

    private long number(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
