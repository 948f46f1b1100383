package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Release events that ask for a strategy, or say how urgent they are. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ReleaseStrategyIT {
    KafkaBroker broker;
    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    private PackageVersionReleased release(String strategy, Optional<Urgency> urgency) {
        return new PackageVersionReleased(
                executor.packageId,
                executor.target,
                Optional.empty(),
                Optional.empty(),
                Optional.of(strategy),
                urgency);
    }

    /** The package's campaign, of which every org was planned. */
    private JsonPath campaignOf(PackageVersionReleased release) {
        executor.topics().publish("asking-" + executor.packageId, release);
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();
        executor.subscribers(campaign, "snapshot-of-" + campaign, executor.eligible(30));
        executor.awaitEvent(campaign, CampaignPlanned.class);
        return when().get("/api/campaigns/" + campaign).jsonPath();
    }

    @Test
    void aCampaignRunsByTheNewestVersionOfTheStrategyThatWasAskedFor() {
        // Given
        var name = "it-" + Long.toHexString(System.nanoTime());
        var path = "/api/strategies/" + name;
        given().contentType("application/json")
                .header("If-None-Match", "*")
                .body("""
                        {"by": "anna", "document": {"description": "old", "waves": [{"name": "All"}]}}""")
                .put(path)
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("""
                        {"by": "anna", "document": {"description": "new", "waves": [
                          {"name": "Ours", "selection": {"kind": "OWN_TEST_ORGS"}},
                          {"name": "Sandboxes", "selection": {"kind": "SANDBOXES"}, "tolerance": {"percentage": 50, "minimum": 0}},
                          {"name": "NA1", "canary": true, "selection": {"kind": "MATCHING", "filter": "instance==NA1"}},
                          {"name": "Five", "selection": {"kind": "PRODUCTION"}, "size": {"kind": "COUNT", "count": 5}}]}}""")
                .put(path)
                .then()
                .statusCode(200);

        // When
        var campaign = campaignOf(release(name, Optional.empty()));

        // Then
        assertThat(campaign.getString("strategy.name")).isEqualTo(name);
        assertThat(campaign.getInt("strategy.version")).isEqualTo(2);
        assertThat(campaign.getList("waves.name")).containsExactly("Ours", "Sandboxes", "NA1", "Five");
        assertThat(campaign.getList("waves.kind"))
                .containsExactly("OWN_TEST_ORGS", "SANDBOXES", "CANARY", "PRODUCTION");
        // Every third org is a sandbox, every seventh lies on NA1.
        assertThat(campaign.getList("waves.orgs.planned")).containsExactly(0, 10, 4, 5);
        assertThat(campaign.getList("waves.toleratedFailures")).containsExactly(2, 5, 2, 2);
        assertThat(campaign.getMap("excludedByReason")).containsExactly(Map.entry("IN_NO_WAVE", 11));
    }

    @Test
    void aReleaseThatIsCriticalGetsTheStrategyForThat() {
        // When
        var campaign = campaignOf(new PackageVersionReleased(
                executor.packageId,
                executor.target,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Urgency.CRITICAL)));

        // Then
        assertThat(campaign.getString("strategy.name")).isEqualTo("critical-security");
    }

    @Test
    void whatAReleaseAsksForIsKeptWithIt() {
        // When
        executor.topics().publish("asking-" + executor.packageId, release("standard", Optional.of(Urgency.HIGH)));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> when().get("/api/releases?package=" + executor.packageId)
                        .then()
                        .statusCode(200)
                        .body("items.size()", equalTo(1))
                        .body("items[0].strategy", equalTo("standard"))
                        .body("items[0].urgency", equalTo("HIGH")));
    }

    @Test
    void aStrategyThatDoesNotExistIsSaidAtOnceAndNothingIsAsked() {
        // When
        var answer = given().contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "unknown-%1$s", "source": "/ci",
                         "type": "io.pushwave.package-version-released.v1",
                         "data": {"packageId": "%1$s", "packageVersionId": "%2$s", "strategy": "no-such"}}""".formatted(executor.packageId, executor.target))
                .post("/api/releases");

        // Then
        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith("unknown-strategy"))
                .body("field", equalTo("strategy"))
                .body("value", equalTo("no-such"))
                .body("rule", containsString("strategy 'no-such' does not exist"));
        assertThat(executor.requests(Scope.CATALOGUE)).isEmpty();
    }

    @Test
    void aRecordThatAsksForAStrategyThatDoesNotExistBecomesADeadLetterWithTheReason() {
        // When
        executor.topics().publish("unknown-" + executor.packageId, release("no-such", Optional.empty()));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.reports())
                        .filteredOn(ReleaseRejected.class::isInstance)
                        .extracting(report -> ((ReleaseRejected) report).because())
                        .containsExactly("unknown-strategy"));
    }
}
