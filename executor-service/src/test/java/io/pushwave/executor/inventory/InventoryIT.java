package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class InventoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
    }

    @AfterEach
    void healAndClose() {
        salesforce.heal();
        topics.close();
    }

    @Test
    void aSnapshotHasTheCatalogueThenEverySubscriberThenItsMark() {
        request("whole", salesforce.target().packageId());

        var answer = awaitEnd("whole");

        assertThat(answer.getFirst())
                .isInstanceOfSatisfying(
                        PackageCatalogued.class,
                        catalogue -> assertThat(catalogue.versions())
                                .anyMatch(version -> version.packageVersionId()
                                        .equals(salesforce.target().packageVersionId())));
        var completed = (SnapshotCompleted) answer.getLast();
        var pages = pages(answer, completed.snapshotId());
        assertThat(pages)
                .hasSize(completed.pages())
                .extracting(SubscribersListed::page)
                .isSorted();
        assertThat(pages.stream()
                        .flatMap(page -> page.rows().stream())
                        .map(row -> row.orgKey())
                        .distinct())
                .hasSize((int) completed.rows())
                .hasSizeGreaterThanOrEqualTo(SalesforceStandIn.ORGS);
    }

    @Test
    void aSnapshotThatWasInterruptedBeginsAnew() {
        salesforce.fail(Fault.UNAVAILABLE_PAGE, "GET", "*/query/*", 4);
        request("interrupted", salesforce.target().packageId());

        var answer = awaitEnd("interrupted");

        var completed = (SnapshotCompleted) answer.getLast();
        assertThat(pages(answer, completed.snapshotId())).hasSize(completed.pages());
        assertThat(answer.stream().filter(PackageCatalogued.class::isInstance)).hasSize(1);
        assertThat(salesforce.struck()).isEqualTo(4);
    }

    @Test
    void aPackageThatSalesforceDoesNotKnowIsSaidToBeUnknown() {
        request("unknown", "033000000000000");

        assertThat(awaitEnd("unknown")).singleElement().isInstanceOf(PackageUnknown.class);
    }

    @Test
    void healthSaysInASentenceThatSalesforceIsAwayAndThatItIsBack() {
        salesforce.disconnect();
        request("away", salesforce.target().packageId());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).contains("Salesforce did not answer"));

        salesforce.heal();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).doesNotContain("did not answer"));
        assertThat(awaitEnd("away")).isNotEmpty();
    }

    @Test
    void theBudgetTellsSalesforcesLastWord() {
        request("budget", salesforce.target().packageId());
        awaitEnd("budget");

        var budget = given().get("/api/budget").then().statusCode(200).extract().jsonPath();

        assertThat(budget.getLong("callsMade")).isPositive();
        assertThat(budget.getLong("allowed")).isEqualTo(1_000_000);
    }

    @Test
    void aPageOfOpenRequestsIsBounded() {
        given().get("/api/push-requests?limit=5").then().statusCode(200);

        var problem = given().get("/api/push-requests?limit=5000");

        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.contentType()).contains("application/problem+json");
        assertThat(problem.body().asString()).contains("5000");
    }

    private void request(String requestId, String packageId) {
        topics.publish("inventory-" + requestId, new InventoryRequested(requestId, packageId));
    }

    private List<SubscriberInventory> awaitEnd(String requestId) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answer(requestId))
                        .anyMatch(
                                message -> message instanceof SnapshotCompleted || message instanceof PackageUnknown));
        return answer(requestId);
    }

    private List<SubscriberInventory> answer(String requestId) {
        return topics.messages(Topic.SUBSCRIBERS).stream()
                .map(SubscriberInventory.class::cast)
                .filter(message -> message.requestId().equals(requestId))
                .toList();
    }

    private static List<SubscribersListed> pages(List<SubscriberInventory> answer, String snapshotId) {
        return answer.stream()
                .filter(SubscribersListed.class::isInstance)
                .map(SubscribersListed.class::cast)
                .filter(page -> page.snapshotId().equals(snapshotId))
                .toList();
    }

    private static String readiness() {
        return given().get("/q/health/ready").body().asString();
    }
}
