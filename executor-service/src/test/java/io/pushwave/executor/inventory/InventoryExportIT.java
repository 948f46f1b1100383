package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.salesforce.api.ForgetfulSubscribers;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Above a size subscribers are exported, and a copy answers for a while without a look at Salesforce. */
@QuarkusTest
@TestProfile(InventoryExportIT.SmallExports.class)
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class InventoryExportIT {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ForgetfulSubscribers forgetful;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    InventoryAsker asker;
    String packageId;

    /** Rows of one part of an export. */
    private static final int PART = 1500;

    /** What the simulator's orgs are many for. */
    public static final class SmallExports implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pushwave.executor.inventory.export-from", "1000",
                    "pushwave.executor.inventory.export-page-rows", Integer.toString(PART),
                    "pushwave.executor.inventory.export-timeout", "PT1S",
                    "pushwave.executor.inventory.fresh-for", "PT1H");
        }
    }

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
        asker = new InventoryAsker(topics);
        packageId = salesforce.target().packageId();
    }

    @AfterEach
    void healAndClose() {
        salesforce.letTimeRun();
        salesforce.heal();
        topics.close();
    }

    @Test
    void manySubscribersAreExportedInPartsAndTheExportIsRemoved() {
        asker.snapshot(packageId);
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(snapshot.values()).anyMatch(row -> row.pushBlocked());
        assertThat(snapshot.values()).anyMatch(row -> row.parentOrg().isPresent());
        var calls = calls(before, "jobs/query");
        assertThat(calls)
                .filteredOn(call -> call.contains("/results"))
                .hasSize(Math.ceilDiv(SalesforceStandIn.ORGS, PART));
        assertThat(calls.getLast()).startsWith("DELETE");
        assertThat(calls(before, "SELECT OrgKey")).isEmpty();
    }

    @Test
    void anExportThatLacksSubscribersIsNotBelieved() {
        asker.snapshot(packageId);
        QuarkusMock.installMockForType(forgetful, SubscriberApi.class);
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(given().get("/api/inventory/" + packageId).jsonPath().getString("remark"))
                .contains("Not read by EXPORT:");
    }

    @Test
    void anExportThatDoesNotEndGivesWayToPages() {
        asker.snapshot(packageId);
        salesforce.stopTime();
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed());
        assertThat(calls(before, "SELECT OrgKey")).isNotEmpty();
        assertThat(given().get("/api/inventory/" + packageId).jsonPath().getString("remark"))
                .contains("longer than PT1S");
    }

    @Test
    void pagesAreBelievedByTheirOwnNumberWhereNothingIsCountedInTime() {
        asker.snapshot(packageId);
        var org = salesforce.take(1).getFirst();
        salesforce.changeOrg(org.orgKey(), "{\"installedVersionId\":null}");
        salesforce.stopTime();
        salesforce.failQueries(Fault.QUERY_TIMEOUT, "SELECT COUNT*");
        long before = salesforce.callsSoFar();
        compareFully();

        var snapshot = asker.snapshot(packageId);

        assertThat(snapshot).hasSize(salesforce.installed()).doesNotContainKey(org.orgKey());
        assertThat(calls(before, "SELECT OrgKey")).isNotEmpty().noneMatch(call -> call.contains("VersionId = "));
    }

    @Test
    void aFreshCopyAnswersWithoutAQuestionForSubscribers() {
        var first = asker.snapshot(packageId);
        long before = salesforce.callsSoFar();

        var second = asker.snapshot(packageId);

        assertThat(second).isEqualTo(first);
        assertThat(calls(before, "PackageSubscriber")).isEmpty();
        // A release tells of a version that may be newer than the copy.
        assertThat(calls(before, "FROM MetadataPackageVersion")).hasSize(1);
    }

    /** The copy is fresh, so the second release is planned from what the first one's pushes have told. */
    @Test
    void aVersionThatIsReleasedAgainAtOnceFindsWhoHasItAndWhoCannotWithoutAReading() {
        // Given
        asker.snapshot(packageId);
        var target = salesforce.target().packageVersionId();
        salesforce.stopTime();
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(40));
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(campaign.results(PushScheduled.class).size()
                                        + campaign.terminal().size())
                                .isEqualTo(40));
        var orgs = campaign.results(PushScheduled.class).stream()
                .map(scheduled -> scheduled.subject().orgKey())
                .toList();
        salesforce.changeOrg(orgs.get(0), "{\"installedVersionId\":\"" + target + "\"}");
        salesforce.changeOrg(orgs.get(1), "{\"installedVersionId\":null}");
        salesforce.changeOrg(orgs.get(2), "{\"status\":\"Inactive\"}");
        salesforce.letTimeRun();
        campaign.awaitEnds();
        long before = salesforce.callsSoFar();

        // When
        var snapshot = asker.snapshot(packageId);

        // Then
        assertThat(calls(before, "PackageSubscriber")).isEmpty();
        var succeeded = campaign.results(PushSucceeded.class);
        assertThat(succeeded)
                .hasSizeGreaterThan(20)
                .allSatisfy(end -> assertThat(snapshot.get(end.subject().orgKey()))
                        .extracting(SubscriberRow::installedVersionId)
                        .isEqualTo(target));
        assertThat(campaign.results(PushFailed.class))
                .allSatisfy(end -> assertThat(snapshot.get(end.subject().orgKey()))
                        .extracting(SubscriberRow::installedVersionId)
                        .isNotEqualTo(target));
        assertThat(snapshot.get(orgs.get(0)))
                .extracting(SubscriberRow::installedVersionId)
                .isEqualTo(target);
        assertThat(snapshot).doesNotContainKey(orgs.get(1));
        assertThat(snapshot.get(orgs.get(2)))
                .extracting(SubscriberRow::orgStatus)
                .isEqualTo("Inactive");
        compareFully();
        assertThat(asker.snapshot(packageId)).hasSize(salesforce.installed());
    }

    private void compareFully() {
        given().post("/api/inventory/" + packageId + "/full-comparison").then().statusCode(202);
    }

    private List<String> calls(long before, String part) {
        return salesforce.callsAfter(before).stream()
                .filter(call -> call.contains(part))
                .toList();
    }
}
