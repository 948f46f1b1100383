package io.pushwave.executor.salesforce;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.StorableText;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.executor.salesforce.call.ScrambledAnswers;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.PublisherOrg;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import io.pushwave.executor.testing.SalesforceStandIn.Target;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random texts in every field in which Salesforce tells what people wrote, followed to the messages and to the API: each arrives, with
 * a mark where it cannot be stored. {@code -Dpushwave.doors.texts=N} plays N rounds, 12 at most, {@code -Dpushwave.seed=} repeats one.
 */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class ExecutorTextsIT {
    /** Each round has a package of its own, and a simulated publisher has at most 16. */
    private static final int ROUNDS = Math.min(Integer.getInteger("pushwave.doors.texts", 1), 12);

    private static final int ORGS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger PACKAGES = new AtomicInteger();

    /** What has made trouble somewhere, in one system or another. */
    private static final List<String> PIECES = List.of(
            "\0",
            "\ud83d",
            "\ude80",
            "\ud83d\ude80",
            "\uFFFD",
            "\uFFFF",
            "\u0001",
            "\n",
            "\r\n",
            "\t",
            "'",
            "\"",
            "\\",
            "\\u0000",
            "%s",
            "{0}",
            "<b>",
            "&amp;",
            "--",
            ";",
            "$1",
            "\u202E",
            "e\u0301",
            "ß",
            "İ",
            "漢字",
            " ",
            "\u00A0",
            "\u2028",
            "null",
            "0",
            "a".repeat(300));

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ScrambledAnswers answers;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    PublisherOrg publisher;
    InventoryAsker asker;
    List<LedgerOrg> orgs;
    Target target;

    @BeforeEach
    void publishAPackage() {
        topics = new KafkaTopics(bootstrapServers);
        publisher = new PublisherOrg(salesforce);
        asker = new InventoryAsker(topics);
        var name = "texts" + PACKAGES.incrementAndGet();
        var installed = publisher.addVersion(
                "\"packageName\":\"%s\",\"namespacePrefix\":\"%s\",\"kind\":\"unlocked\",\"major\":1,\"minor\":0"
                        .formatted(name, name));
        var packageId = publisher.packageOf(installed);
        var released = publisher.addVersion("\"packageId\":\"%s\",\"major\":1,\"minor\":1".formatted(packageId));
        target = new Target(packageId, released);
        orgs = salesforce.take(ORGS);
        orgs.forEach(org -> publisher.install(org.orgKey(), packageId, installed));
    }

    @AfterEach
    void letTimeRunAndClose() {
        salesforce.letTimeRun();
        topics.close();
    }

    @Test
    void everyTextArrivesWithAMarkWhereItCannotBeStored() {
        for (int round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                topics.close();
                publishAPackage();
            }
            play(SalesforceStandIn.SEED + round);
        }
    }

    private void play(long seed) {
        System.out.println("random texts: seed " + seed + " (-Dpushwave.seed=" + seed + " repeats it)");
        var random = new Random(seed);
        answers.install(text -> text + text(random));

        var inventory = asker.awaitEnd(asker.ask(target.packageId()));
        assertCatalogue(inventory);
        var rows = rows(inventory);
        assertThat(rows).hasSize(ORGS);
        assertRows(rows);

        var ends = push();
        assertResults(ends);
        rows.forEach(this::assertExplained);
    }

    @Test
    void aSubscriberThatCannotBeReadIsLeftOutAloneAndSaid() {
        answers.spoil(orgs.get(0).orgKey().value(), "OrgKey", "00D!");
        answers.spoil(orgs.get(1).orgKey().value(), "MetadataPackageVersionId", "none");
        answers.spoil(orgs.get(2).orgKey().value(), "OrgStatus", "");
        answers.install(text -> text);

        var snapshot = asker.snapshot(target.packageId());

        assertThat(snapshot)
                .hasSize(ORGS - 2)
                .doesNotContainKeys(orgs.get(0).orgKey(), orgs.get(1).orgKey());
        assertThat(snapshot.get(orgs.get(2).orgKey()).orgStatus()).isEqualTo("unknown");
        assertThat(given().get("/api/inventory/" + target.packageId())
                        .jsonPath()
                        .getString("remark"))
                .contains("2 subscribers cannot be read and are left out");
    }

    private void assertCatalogue(List<SubscriberInventory> inventory) {
        var catalogue = inventory.stream()
                .filter(PackageCatalogued.class::isInstance)
                .map(PackageCatalogued.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(told()).contains(catalogue.packageName());
        assertThat(told()).contains(catalogue.namespacePrefix().orElseThrow());
        assertThat(catalogue.versions())
                .hasSize(2)
                .allSatisfy(version -> assertThat(told()).contains(version.name()));
    }

    private void assertRows(Map<OrgKey, SubscriberRow> rows) {
        var told = told();
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(told).contains(row.orgName(), row.orgStatus(), row.orgType(), row.instanceName());
        });
    }

    /** Some orgs are refused, and some jobs fail, for their texts. */
    private Map<OrgKey, PushResult> push() {
        orgs.subList(0, 3).forEach(org -> salesforce.changeOrg(org.orgKey(), "{\"status\":\"Inactive\"}"));
        salesforce.stopTime();
        var campaign = new PushedCampaign(topics, salesforce, orgs, target);
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(campaign.results(PushScheduled.class).size()
                                        + campaign.terminal().size())
                                .isEqualTo(ORGS));
        campaign.results(PushScheduled.class).stream()
                .limit(3)
                .forEach(scheduled -> salesforce.changeOrg(
                        scheduled.subject().orgKey(),
                        "{\"packageId\":\"" + target.packageId() + "\",\"installedVersionId\":null}"));
        salesforce.letTimeRun();
        return campaign.awaitEnds().stream()
                .collect(Collectors.toMap(end -> end.subject().orgKey(), Function.identity()));
    }

    private void assertResults(Map<OrgKey, PushResult> ends) {
        var told = told();
        var texts = ends.values().stream().flatMap(ExecutorTextsIT::texts).toList();
        assertThat(texts)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(text -> assertThat(told).contains(text));
    }

    private static Stream<String> texts(PushResult end) {
        return switch (end) {
            case PushLeftOut leftOut -> Stream.of(leftOut.leftOut().message());
            // Without a reason the words are ours.
            case PushFailed failed
            when !failed.failure().errorType().isEmpty() ->
                Stream.of(failed.failure().message());
            default -> Stream.of();
        };
    }

    private void assertExplained(OrgKey org, SubscriberRow row) {
        var explained =
                given().get("/api/orgs/" + org).then().statusCode(200).extract().jsonPath();
        assertThat(explained.getString("inventory.find { it.packageId == '" + target.packageId() + "' }.orgName"))
                .isEqualTo(row.orgName());
        assertThat(explained.getList("commands[0].why")).isNotEmpty();
    }

    /** What was said, as it can be stored. */
    private Set<String> told() {
        return answers.told().stream().map(StorableText::replaced).collect(Collectors.toSet());
    }

    private static Map<OrgKey, SubscriberRow> rows(List<SubscriberInventory> inventory) {
        return inventory.stream()
                .filter(SubscribersListed.class::isInstance)
                .flatMap(page -> ((SubscribersListed) page).rows().stream())
                .collect(Collectors.toMap(SubscriberRow::orgKey, Function.identity()));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
