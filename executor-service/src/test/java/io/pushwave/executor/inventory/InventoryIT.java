package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
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

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    InventoryAsker asker;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
        asker = new InventoryAsker(topics);
    }

    @AfterEach
    void healAndClose() {
        salesforce.heal();
        topics.close();
    }

    @Test
    void aSnapshotHasTheCatalogueThenEverySubscriberThenItsMark() {
        var request = asker.ask(salesforce.target().packageId());

        var answer = asker.awaitEnd(request);

        assertThat(answer.getFirst())
                .isInstanceOfSatisfying(
                        PackageCatalogued.class,
                        catalogue -> assertThat(catalogue.versions())
                                .anyMatch(version -> version.packageVersionId()
                                        .equals(salesforce.target().packageVersionId())));
        var completed = (SnapshotCompleted) answer.getLast();
        var pages = InventoryAsker.pages(answer, completed.snapshotId());
        assertThat(pages)
                .hasSize(completed.pages())
                .extracting(SubscribersListed::page)
                .isSorted();
        assertThat(pages.stream()
                        .flatMap(page -> page.rows().stream())
                        .map(row -> row.orgKey())
                        .distinct())
                .hasSize((int) completed.rows())
                .hasSize(salesforce.installed());
    }

    @Test
    void aSnapshotThatWasInterruptedBeginsAnew() {
        salesforce.fail(Fault.UNAVAILABLE_PAGE, "GET", "*/query", 4);
        var request = asker.ask(salesforce.target().packageId());

        var answer = asker.awaitEnd(request);

        var completed = (SnapshotCompleted) answer.getLast();
        assertThat(InventoryAsker.pages(answer, completed.snapshotId())).hasSize(completed.pages());
        assertThat(answer.stream().filter(PackageCatalogued.class::isInstance)).hasSize(1);
        assertThat(salesforce.struck()).isEqualTo(4);
    }

    @Test
    void aPackageThatSalesforceDoesNotKnowIsSaidToBeUnknown() {
        var request = asker.ask("033000000000000");

        assertThat(asker.awaitEnd(request)).singleElement().isInstanceOf(PackageUnknown.class);
    }

    @Test
    void healthSaysInASentenceThatSalesforceIsAwayAndThatItIsBack() {
        salesforce.disconnect();
        var request = asker.ask(salesforce.target().packageId());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).contains("Salesforce did not answer"));

        salesforce.heal();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).doesNotContain("did not answer"));
        assertThat(asker.awaitEnd(request)).isNotEmpty();
    }

    @Test
    void anInventoryThatKeepsFailingIsTriedEverMoreRarelyAndAtOnceWhenSomebodyAsks() {
        var packageId = salesforce.target().packageId();
        salesforce.disconnect();
        var request = asker.ask(packageId);

        await().atMost(PATIENCE).until(() -> {
            // As if it had failed so often; the longest wait of everything else is a second here.
            tables.change("update inventory set failures = 9 where package_id = ? and failures < 9", packageId);
            return tables.count(
                            "select count(*) from inventory where package_id = ? and waits_for is not null"
                                    + " and due_at > clock_timestamp() + interval '5 s'",
                            packageId)
                    > 0;
        });
        salesforce.heal();
        var next = asker.ask(packageId);

        assertThat(asker.awaitEnd(next)).isNotEmpty();
        assertThat(asker.awaitEnd(request)).isNotEmpty();
    }

    @Test
    void theBudgetTellsSalesforcesLastWord() {
        asker.awaitEnd(asker.ask(salesforce.target().packageId()));

        var budget = given().get("/api/budget").then().statusCode(200).extract().jsonPath();

        assertThat(budget.getLong("callsMade")).isPositive();
        assertThat(budget.getLong("allowed")).isEqualTo(1_000_000);
        assertThat(budget.getInt("concurrency.share")).isEqualTo(16);
        assertThat(budget.getInt("concurrency.owned")).isBetween(1, 16);
    }

    @Test
    void aPageOfOpenRequestsIsBounded() {
        given().get("/api/push-requests?limit=5").then().statusCode(200);

        var problem = given().get("/api/push-requests?limit=5000");

        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.contentType()).contains("application/problem+json");
        assertThat(problem.body().asString()).contains("5000");
    }

    private static String readiness() {
        return given().get("/q/health/ready").body().asString();
    }
}
