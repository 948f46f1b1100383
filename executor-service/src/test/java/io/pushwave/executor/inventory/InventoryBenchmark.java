package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * What it costs to read many subscribers, all of them and only what has changed: calls and seconds, from the request to the
 * mark in the outbox. Not part of the build; {@code mvn -pl executor-service -am verify -Dtest=NoTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=InventoryBenchmark -Dfailsafe.failIfNoSpecifiedTests=false
 * -Dpushwave.test.orgs=100000}. {@code
 * -Dpushwave.bench.export-from=2000000} reads pages instead of an export, {@code -Dtest.heap=512m} bounds the heap, which the
 * simulator and the broker share.
 */
@QuarkusTest
@TestProfile(InventoryBenchmark.Defaults.class)
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class InventoryBenchmark {
    private static final int CHANGES = 500;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    AgroalDataSource dataSource;

    SalesforceStandIn salesforce;

    /** What runs in life. */
    public static final class Defaults implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pushwave.executor.lease", "PT60S",
                    "pushwave.executor.inventory.export-poll", "PT5S",
                    "pushwave.executor.inventory.export-from",
                            System.getProperty("pushwave.bench.export-from", "20000"));
        }
    }

    @Test
    void everythingIsReadAndThenWhatHasChanged() {
        try (var topics = new KafkaTopics(bootstrapServers)) {
            var asker = new InventoryAsker(topics);
            measure("all", asker);
            for (var org : salesforce.take(CHANGES)) {
                salesforce.changeOrg(org.orgKey(), "{\"status\":\"Demo\"}");
            }
            measure("changes", asker);
            measure("no changes", asker);
        }
    }

    private void measure(String what, InventoryAsker asker) {
        var packageId = salesforce.target().packageId();
        long begun = System.nanoTime();
        var request = asker.ask(packageId);
        await().atMost(Duration.ofMinutes(10)).until(() -> answered(request));
        double seconds = (System.nanoTime() - begun) / 1e9;
        var inventory = given().get("/api/inventory/" + packageId).body().asString();
        System.out.printf("BENCH %s: %.1f s with the snapshot sent; %s%n", what, seconds, inventory);
    }

    private boolean answered(String requestId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(
                        "select count(*) from inventory_request where request_id = ? and state = 'DONE'")) {
            query.setString(1, requestId);
            try (var result = query.executeQuery()) {
                return result.next() && result.getInt(1) == 1;
            }
        }
    }
}
