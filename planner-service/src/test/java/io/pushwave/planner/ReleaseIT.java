package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Release events by Kafka and by HTTP, good and bad. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ReleaseIT {
    private static final String TYPE = "io.pushwave.package-version-released.v1";
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("poster").start(task);

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

    private String data(String versionId) {
        return """
                {"packageId": "%s", "packageVersionId": "%s", "requestedBy": "ci"}""".formatted(executor.packageId, versionId);
    }

    /** What {@link SimulatedExecutor#release()} says, in another spelling. */
    private String sameData() {
        return """
                {"reason": "fixes a security hole", "requestedBy": "release-bot", "packageVersionId": "%s",
                 "packageId": "%sAAA"}""".formatted(executor.target, executor.packageId);
    }

    private RequestSpecification binary(String id, String body) {
        return given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/upstream")
                .header("ce-type", TYPE)
                .body(body);
    }

    private CompletableFuture<Response> post(RequestSpecification request) {
        return CompletableFuture.supplyAsync(() -> request.post("/api/releases"), THREADS);
    }

    @Test
    void aStructuredEventIsAnsweredWithItsCampaign() {
        // Given
        var posted = post(given().contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "structured-%s", "source": "/upstream", "type": "%s",
                         "datacontenttype": "application/json", "data": %s}""".formatted(executor.packageId, TYPE, data(executor.target))));

        // When
        executor.catalogue(executor.awaitRequest());

        // Then
        var campaign = executor.awaitCampaign();
        posted.join()
                .then()
                .statusCode(201)
                .body("state", equalTo("ACCEPTED"))
                .body("campaignId", equalTo(campaign))
                .body("releaseId", notNullValue());
        when().get("/api/campaigns/" + campaign)
                .then()
                .statusCode(200)
                .body("state", equalTo("PREPARING"))
                .body("requestedBy", equalTo("ci"));
    }

    @Test
    void theSameEventByKafkaAndTwiceByHttpStartsOneCampaign() {
        // Given
        var id = "same-" + executor.packageId;
        executor.topics().publish(id, executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();

        // When
        var first = binary(id, sameData()).post("/api/releases");
        var second = binary(id, sameData()).post("/api/releases");

        // Then
        first.then().statusCode(201).body("campaignId", equalTo(campaign));
        second.then().statusCode(201).body("campaignId", equalTo(campaign));
        executor.awaitHandled(Topic.PACKAGE_RELEASES);
        assertThat(executor.tail().messages(Topic.CAMPAIGN_EVENTS, CampaignCreated.class))
                .filteredOn(created -> created.packageId().equals(executor.packageId))
                .hasSize(1);
        assertThat(executor.requests(Scope.CATALOGUE)).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(executor.requests(Scope.SUBSCRIBERS)).containsExactly(campaign));
    }

    @Test
    void anEventWithTheIdOfAnotherIsAConflictThatNamesBothVersions() {
        // Given
        var id = "same-id-" + executor.packageId;
        executor.topics().publish(id, executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();
        var other = new PackageVersionReleased(
                executor.packageId,
                executor.versionId(6),
                Optional.of("release-bot"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        // When
        var byHttp = binary(id, data(executor.versionId(6))).post("/api/releases");
        executor.topics().publish(id, other);

        // Then
        byHttp.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("other-content"))
                .body("field", equalTo("id"))
                .body("value", equalTo(id))
                .body("rule", containsString(executor.target))
                .body("rule", containsString(executor.versionId(6)));
        assertThat(executor.awaitDeadLetterReason(Topic.PACKAGE_RELEASES, executor.versionId(6)))
                .startsWith("other-content: event '" + id)
                .contains(executor.target, executor.versionId(6));
        binary(id, sameData()).post("/api/releases").then().statusCode(201).body("campaignId", equalTo(campaign));
        assertThat(metrics()).doesNotContain("pushwave_releases_contradicting_total 0.0");
    }

    @Test
    void aSecondReleaseOfThePackageIsRefusedWhileTheFirstCampaignHasNotEnded() {
        // Given
        executor.topics().publish("first-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();

        // When
        var answer =
                binary("second-" + executor.packageId, data(executor.target)).post("/api/releases");

        // Then
        assertThat(executor.requests(Scope.CATALOGUE)).hasSize(1);
        answer.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("campaign-active"))
                .body("field", equalTo("packageId"))
                .body("value", equalTo(executor.packageId))
                .body("rule", containsString(campaign));
    }

    @ParameterizedTest
    @CsvSource({"9, unknown-version", "7, beta-version", "8, deprecated-version"})
    void aVersionThatCannotBePushedIsRefusedWithTheReason(int version, String reason) {
        // Given
        var posted = post(binary("version-" + executor.packageId, data(executor.versionId(version))));

        // When
        executor.catalogue(executor.awaitRequest());

        // Then
        posted.join()
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith(reason))
                .body("field", equalTo("packageVersionId"))
                .body("value", equalTo(executor.versionId(version)));
    }

    @Test
    void aPackageThatSalesforceDoesNotKnowIsRefused() {
        // Given
        var posted = post(binary("package-" + executor.packageId, data(executor.target)));

        // When
        executor.publish(new PackageUnknown(executor.awaitRequest(), executor.packageId, SimulatedExecutor.THEN));

        // Then
        posted.join()
                .then()
                .statusCode(422)
                .body("type", endsWith("unknown-package"))
                .body("field", equalTo("packageId"));
        assertThat(metrics()).contains("pushwave_releases_rejected_total{reason=\"unknown-package\"}");
    }

    @Test
    void aReleaseThatNobodyDecidesIsAcceptedForLater() {
        // When
        var answer =
                binary("undecided-" + executor.packageId, data(executor.target)).post("/api/releases");

        // Then
        var releaseId = answer.then()
                .statusCode(202)
                .body("state", equalTo("CHECKING"))
                .extract()
                .<String>path("releaseId");
        assertThat(answer.header("Location")).endsWith("/api/releases/" + releaseId);
        when().get("/api/releases/" + releaseId).then().statusCode(200).body("state", equalTo("CHECKING"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"packageVersionId\": \"04t000000000001\"}                              | packageId",
                "{\"packageId\": \"033000000000001\"}                                     | packageVersionId",
                "{\"packageId\": \"x\", \"packageVersionId\": \"04t000000000001\"}        | packageId",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"1.2\"}      | packageVersionId",
                "no json                                                                  | data",
                "[]                                                                       | data",
            })
    void anEventThatBreaksARuleIsRefusedWithTheField(String body, String field) {
        binary("bad", body)
                .post("/api/releases")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", notNullValue());
    }

    @Test
    void aFieldThatBreaksARuleIsShownWithItsValue() {
        binary("bad", "{\"packageId\": \"033x\", \"packageVersionId\": \"04t000000000001\"}")
                .post("/api/releases")
                .then()
                .statusCode(400)
                .body("value", equalTo("033x"))
                .body("rule", containsString("15 or 18"));
    }

    @Test
    void aRequestThatIsNoCloudEventIsRefused() {
        given().contentType("application/json")
                .body(data(executor.target))
                .post("/api/releases")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("rule", containsString("ce-specversion"));
    }

    @Test
    void anEventOfAnotherTypeIsRefused() {
        given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/upstream")
                .header("ce-type", "com.example.other")
                .body(data(executor.target))
                .post("/api/releases")
                .then()
                .statusCode(400)
                .body("field", equalTo("type"))
                .body("value", equalTo("com.example.other"));
    }

    @Test
    void aReleaseThatDoesNotExistIsNotFound() {
        when().get("/api/releases/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("field", equalTo("releaseId"))
                .body("value", equalTo("none"));
    }

    @Test
    void anUnreadableEventBecomesADeadLetterAndTheNextIsProcessed() {
        // Given
        var topic = Topic.PACKAGE_RELEASES;
        var good = executor.topics().cloudEvent("after-the-bad-one-" + executor.packageId, executor.release());
        var bad = new ProducerRecord<>(
                topic.topicName(),
                null,
                good.key(),
                "no json %s".formatted(executor.packageId).getBytes(StandardCharsets.UTF_8),
                good.headers());

        // When
        executor.topics().publish(List.of(bad));
        executor.topics().publish(List.of(good));

        // Then
        executor.catalogue(executor.awaitRequest());
        executor.awaitCampaign();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deadLetterReason("no json " + executor.packageId))
                        .hasValueSatisfying(reason -> assertThat(reason).contains("not JSON")));
    }

    @Test
    void anEventThatCannotBePushedBecomesADeadLetterWithTheReasonAndTheNextIsProcessed() {
        // Given
        var beta = new PackageVersionReleased(
                executor.packageId,
                executor.versionId(7),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        // When
        executor.topics().publish("beta-" + executor.packageId, beta);
        executor.catalogue(executor.awaitRequest());

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deadLetterReason(executor.versionId(7)))
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith("beta-version: ")));
        executor.topics().publish("good-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequests(2).getLast());
        executor.awaitCampaign();
        assertThat(metrics()).contains("pushwave_releases_rejected_total{reason=\"beta-version\"}");
    }

    private Optional<String> deadLetterReason(String payloadContains) {
        return executor.deadLetterReason(Topic.PACKAGE_RELEASES, payloadContains);
    }

    private static String metrics() {
        return when().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
