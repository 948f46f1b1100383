package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.executor.salesforce.api.ForgetfulSubscribers;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Salesforce is asked to bring a copy up to date, and that the copy is right whatever it answers. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class InventorySyncIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ForgetfulSubscribers forgetful;

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    InventoryAsker asker;
    String packageId;

    @BeforeEach
    void readOnce() {
        topics = new KafkaTopics(bootstrapServers);
        asker = new InventoryAsker(topics);
        packageId = salesforce.target().packageId();
        asker.snapshot(packageId);
    }

    @AfterEach
    void healAndClose() {
        salesforce.heal();
        topics.close();
    }

    @Test
    void theSecondTimeOnlyWhatChangedIsAskedFor() {
        var org = salesforce.blockOne();
        long before = salesforce.callsSoFar();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot.get(org)).matches(row -> row.pushBlocked());
        assertThat(snapshot).hasSize(salesforce.installed());
        var asked = subscriberQueries(before);
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst()).contains("COUNT(Id)");
        assertThat(asked.getLast()).contains("SystemModstamp >= ");
    }

    @Test
    void anOrgThatWentIsLeftOutAndOneThatComesBackIsThereAgain() {
        var org = salesforce.take(1).getFirst();
        salesforce.changeOrg(org.orgKey(), "{\"installedVersionId\":null}");
        long before = salesforce.callsSoFar();

        var without = asker.snapshot(packageId);
        salesforce.changeOrg(org.orgKey(), "{\"installedVersionId\":\"" + org.seededVersionId() + "\"}");
        var again = asker.snapshot(packageId);

        assertThat(without).doesNotContainKey(org.orgKey());
        assertThat(again).containsKey(org.orgKey()).hasSize(without.size() + 1);
        // Its going does not show up among the changes; the count tells.
        assertThat(subscriberQueries(before)).anyMatch(InventorySyncIT::asksForAll);
    }

    @Test
    void whereChangesCannotBeAskedForEverythingIsRead() {
        var org = salesforce.take(1).getFirst();
        salesforce.changeOrg(org.orgKey(), "{\"status\":\"Inactive\"}");
        salesforce.refuseQueries(
                "*WHERE*SystemModstamp*", "field 'SystemModstamp' can not be filtered in a query call");

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot.get(org.orgKey())).matches(row -> row.orgStatus().equals("Inactive"));
        assertThat(inventory().getString("remark")).contains("does not tell which subscribers changed");
    }

    @Test
    void whereBlocksCannotBeReadTheRestIsReadAndTheNextTimeEverything() {
        salesforce.refuseQueries("*CustomUpgradeType*", "No such column 'CustomUpgradeType' on entity");
        var without = asker.snapshot(packageId);
        assertThat(inventory().getString("remark")).contains("does not tell which subscribers block");
        salesforce.heal();

        var with = asker.snapshot(packageId);

        assertThat(without).hasSameSizeAs(with);
        assertThat(with.values()).anyMatch(row -> row.pushBlocked());
        assertThat(inventory().getString("remark")).isNull();
    }

    @Test
    void pagesThatAreLostInTheMiddleAreReadFromTheStart() {
        salesforce.fail(Fault.LOCATOR_GONE, "GET", "*/query/*", 2);
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(salesforce.struck()).isEqualTo(2);
    }

    @Test
    void aQueryThatTakesTooLongIsAskedForEachVersion() {
        salesforce.failQueries(
                Fault.QUERY_TIMEOUT, "SELECT OrgKey*MetadataPackageId = '" + packageId + "' AND InstalledStatus*");
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(subscriberQueries(before)).anyMatch(query -> query.contains("MetadataPackageVersionId = "));
    }

    @Test
    void whereNoQueryIsAnsweredInTimeTheSubscribersAreExported() {
        salesforce.failQueries(Fault.QUERY_TIMEOUT, "SELECT OrgKey*");
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(salesforce.callsAfter(before)).anyMatch(call -> call.contains("/results"));
    }

    @Test
    void anAnswerThatLacksSubscribersDoesNotMakeTheCopySmaller() {
        QuarkusMock.installMockForType(forgetful, SubscriberApi.class);
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(subscriberQueries(before)).anyMatch(query -> query.contains("MetadataPackageVersionId = "));
    }

    @Test
    void anAnswerThatLacksSubscribersIsNotBelievedWhereNothingIsCountedInTime() {
        QuarkusMock.installMockForType(forgetful, SubscriberApi.class);
        salesforce.failQueries(Fault.QUERY_TIMEOUT, "SELECT COUNT*");

        compareFully();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inventory().getString("waitsFor"))
                        .contains("No way leads to the subscribers")
                        .contains("an unknown number were counted"));
        assertThat(tables.count("select count(*) from subscriber where package_id = ?", packageId))
                .isEqualTo(salesforce.installed());
        assertThat(inventory().getLong("subscribers")).isEqualTo(salesforce.installed());
        salesforce.heal();
        assertThat(asker.snapshot(packageId)).hasSize(salesforce.installed());
    }

    @Test
    void anOrgThatWentIsRemovedThoughNothingIsCountedInTime() {
        var org = salesforce.take(1).getFirst();
        salesforce.changeOrg(org.orgKey(), "{\"installedVersionId\":null}");
        salesforce.failQueries(Fault.QUERY_TIMEOUT, "SELECT COUNT*");
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed()).doesNotContainKey(org.orgKey());
        assertThat(inventory().getString("remark")).contains("Salesforce did not count the subscribers in time.");
    }

    @Test
    void anOrgThatGoesBetweenTheCountAndTheReadingIsGone() {
        var org = salesforce.take(1).getFirst();
        forgetful.insteadBeforeListing(() -> salesforce.changeOrg(org.orgKey(), "{\"installedVersionId\":null}"));
        QuarkusMock.installMockForType(forgetful, SubscriberApi.class);
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed()).doesNotContainKey(org.orgKey());
        assertThat(subscriberQueries(before)).noneMatch(query -> query.contains("MetadataPackageVersionId = "));
    }

    @Test
    void theAgeOfACopyIsShownWithWhatItCost() {
        var inventory = inventory();

        assertThat(inventory.getString("state")).isEqualTo("FRESH");
        assertThat(inventory.getLong("subscribers")).isEqualTo(salesforce.installed());
        assertThat(inventory.getLong("blocked")).isPositive();
        assertThat(inventory.getLong("lastFull.calls")).isGreaterThanOrEqualTo(3);
        assertThat(inventory.getDouble("ageSeconds")).isNotNegative();
        assertThat(inventory.getString("sentence")).contains("0 minutes ago");
        assertThat(given().get("/api/inventory").jsonPath().getList("items.packageId"))
                .contains(packageId);
        await().untilAsserted(() -> assertThat(given().get("/q/metrics").body().asString())
                .contains("pushwave_executor_inventory_age_seconds{package=\"" + packageId + "\""));
    }

    @Test
    void anInventoryThatNobodyAskedForIsAProblem() {
        var problem = given().get("/api/inventory/033000000000009");

        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.contentType()).contains("application/problem+json");
        assertThat(problem.body().asString()).contains("033000000000009");
    }

    private void compareFully() {
        given().post("/api/inventory/" + packageId + "/full-comparison").then().statusCode(202);
    }

    private JsonPath inventory() {
        return given().get("/api/inventory/" + packageId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> subscriberQueries(long before) {
        return salesforce.callsAfter(before).stream()
                .filter(call -> call.contains("FROM PackageSubscriber"))
                .toList();
    }

    private static boolean asksForAll(String query) {
        return query.contains("SELECT OrgKey") && !query.contains("SystemModstamp >= ");
    }
}
