package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.PublisherOrg;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(pages).allSatisfy(page -> assertThat(page.asOf()).contains(completed.asOf()));
        // Readers compare ranges of keys.
        assertThat(pages.stream().flatMap(page -> page.rows().stream()))
                .extracting(SubscriberRow::orgKey)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize((int) completed.rows())
                .hasSize(salesforce.installed());
    }

    /** What the catalogue tells of ancestors is what Salesforce goes by when it refuses orgs. */
    @Test
    void theCatalogueTellsWhichOrgsSalesforceWillRefuseForTheirAncestry() {
        // Its 1.2 descends from 1.0 and not from 1.1.
        var target = new PublisherOrg(salesforce).version("Harbor Labels 1.2");
        var answer = asker.awaitEnd(asker.ask(target.packageId()));
        var catalogue = catalogue(answer);
        var installed = answer.stream()
                .filter(SubscribersListed.class::isInstance)
                .flatMap(page -> ((SubscribersListed) page).rows().stream())
                .collect(Collectors.toMap(SubscriberRow::orgKey, SubscriberRow::installedVersionId));
        var orgs = salesforce.take(300).stream()
                .filter(org -> installed.containsKey(org.orgKey()))
                .toList();
        var campaign = new PushedCampaign(topics, salesforce, orgs, target);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        assertThat(catalogue.ancestry()).isEqualTo(Ancestry.BY_ANCESTOR);
        var onPath = releasesOnPath(catalogue, target.packageVersionId());
        assertThat(onPath).containsExactlyInAnyOrder("1.0", "1.2");
        var refused = campaign.awaitEnds().stream()
                .filter(end -> end instanceof PushLeftOut leftOut
                        && leftOut.leftOut().reason() == LeftOutReason.NO_COMMON_ANCESTOR)
                .map(end -> end.subject().orgKey())
                .toList();
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(
                        org -> assertThat(onPath).doesNotContain(release(catalogue, installed.getOrDefault(org, ""))));
        // Nobody else whose installed version is off the path has got it; some have a higher one, or are inactive.
        assertThat(campaign.results(PushSucceeded.class))
                .allSatisfy(end -> assertThat(onPath)
                        .contains(release(
                                catalogue, installed.getOrDefault(end.subject().orgKey(), ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1gp", "unlocked"})
    void aPackageWhoseUpgradesNeedNoAncestorIsFree(String kind) {
        var publisher = new PublisherOrg(salesforce);
        var name = "free" + kind;
        var version = publisher.addVersion(
                "\"packageName\":\"%s\",\"namespacePrefix\":\"%s\",\"kind\":\"%s\",\"major\":1,\"minor\":0"
                        .formatted(name, name, kind));

        var answer = asker.awaitEnd(asker.ask(publisher.packageOf(version)));

        assertThat(catalogue(answer).ancestry()).isEqualTo(Ancestry.FREE);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_TYPE, sObject type 'Package2' is not supported",
        "INSUFFICIENT_ACCESS, this user may not",
        "NOT_FOUND, The requested resource does not exist",
    })
    void whereTheAncestryCannotBeReadItIsUnknownAndNobodyIsTroubled(String errorCode, String message) {
        salesforce.rule(
                "\"endpoint\":\"*/tooling/query*\",\"always\":true,\"effect\":\"refuseQuery\",\"errorCode\":\"%s\",\"message\":\"%s\""
                        .formatted(errorCode, message));
        long before = salesforce.callsSoFar();

        var answer = asker.awaitEnd(asker.ask(salesforce.target().packageId()));

        assertThat(catalogue(answer).ancestry()).isEqualTo(Ancestry.UNKNOWN);
        assertThat(catalogue(answer).versions()).isNotEmpty();
        assertThat(salesforce.callsAfter(before).stream().filter(call -> call.contains("/tooling/")))
                .as("a refusal is not asked for again")
                .hasSize(1);
        assertThat(readiness()).doesNotContain(message);
    }

    private static PackageCatalogued catalogue(List<SubscriberInventory> answer) {
        return (PackageCatalogued) answer.getFirst();
    }

    /** Major and minor number: patches of one release share its path. */
    private static String release(PackageCatalogued catalogue, String versionId) {
        return version(catalogue, versionId)
                .map(version -> version.majorVersion() + "." + version.minorVersion())
                .orElse("");
    }

    private static Set<String> releasesOnPath(PackageCatalogued catalogue, String versionId) {
        var releases = new HashSet<String>();
        for (var at = version(catalogue, versionId);
                at.isPresent();
                at = at.flatMap(CataloguedVersion::ancestorId).flatMap(id -> version(catalogue, id))) {
            releases.add(at.get().majorVersion() + "." + at.get().minorVersion());
        }
        return releases;
    }

    private static Optional<CataloguedVersion> version(PackageCatalogued catalogue, String versionId) {
        return catalogue.versions().stream()
                .filter(version -> version.packageVersionId().equals(versionId))
                .findFirst();
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
    void theBudgetShowsWhatSalesforceLastSaid() {
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
