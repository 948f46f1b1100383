package io.pushwave.executor.pushing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.PublisherOrg;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.Target;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong ends with a reason, or waits with one until it is mended. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class BadInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CREATIONS = "*/sobjects/PackagePushRequest*";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    @Inject
    MeterRegistry metrics;

    SalesforceStandIn salesforce;
    PublisherOrg publisher;
    KafkaTopics topics;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
        publisher = new PublisherOrg(salesforce);
    }

    @AfterEach
    void healAndClose() {
        salesforce.heal();
        topics.close();
    }

    @Test
    void aVersionThatDoesNotExistEndsEveryCommandWithoutACreation() {
        var campaign = campaign(3, new Target(salesforce.target().packageId(), "04t000000000ZZZ"));

        assertRefused(
                campaign,
                "version 04t000000000ZZZAA2 does not exist in package "
                        + salesforce.target().packageId());
    }

    @ParameterizedTest
    @CsvSource({
        "91, '\"releaseState\":\"Beta\"', is a beta",
        "92, '\"deprecated\":true', is deprecated",
    })
    void aVersionThatIsNoReleaseEndsEveryCommandWithoutACreation(int minor, String member, String reason) {
        var packageId = salesforce.target().packageId();
        var version = publisher.addVersion(
                "\"packageId\":\"%s\",\"major\":9,\"minor\":%d,%s".formatted(packageId, minor, member));

        assertRefused(campaign(2, new Target(packageId, version)), reason);
    }

    @Test
    void aVersionOfAnotherPackageEndsEveryCommandWithoutACreation() {
        var other = publisher.addVersion(
                "\"packageName\":\"Elsewhere\",\"namespacePrefix\":\"elsewhere\",\"major\":1,\"minor\":0");

        assertRefused(
                campaign(2, new Target(salesforce.target().packageId(), other)),
                "version " + other + " belongs to package " + publisher.packageOf(other));
    }

    @Test
    void inAWrongOrgNothingIsPushedAndHealthSaysWhyUntilTheLoginIsMended() {
        var wrongOrg = publisher.snapshot();
        var installed = publisher.addVersion(
                "\"packageName\":\"Mine\",\"namespacePrefix\":\"mine\",\"kind\":\"unlocked\",\"major\":1,\"minor\":0");
        var packageId = publisher.packageOf(installed);
        var version = publisher.addVersion("\"packageId\":\"%s\",\"major\":1,\"minor\":1".formatted(packageId));
        var orgs = salesforce.take(3);
        orgs.forEach(org -> publisher.install(org.orgKey(), packageId, installed));
        var campaign = new PushedCampaign(topics, salesforce, orgs, new Target(packageId, version));
        var rightOrg = publisher.snapshot();
        publisher.become(wrongOrg);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness())
                        .contains("does not own package " + packageId)
                        .contains("log in to its Dev Hub or packaging org"));
        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from push_request where campaign_id = ? and waits_for like '%does not own%'",
                                campaign.id())
                        > 0);
        assertThat(campaign.results()).isEmpty();

        publisher.become(rightOrg);

        campaign.awaitEnds();
        assertThat(campaign.results(PushScheduled.class))
                .as("scheduled of %s", campaign.results())
                .hasSize(3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).doesNotContain("does not own"));
    }

    @Test
    void whatWaitedInAWrongOrgForLongEndsWithTheReason() {
        var rightOrg = publisher.snapshot();
        var elsewhere = publisher.addVersion(
                "\"packageName\":\"Theirs\",\"namespacePrefix\":\"theirs\",\"major\":1,\"minor\":0");
        var campaign = campaign(3, new Target(publisher.packageOf(elsewhere), elsewhere));
        publisher.become(rightOrg);
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> tables.waits(campaign.id(), "The org at"));

        // As if the time had passed that a mended login is waited for.
        tables.change(
                "update push_request set scheduled_start = scheduled_start - interval '25 hours' where campaign_id = ?",
                campaign.id());

        assertThat(campaign.awaitEnds())
                .allSatisfy(end -> assertThat(end).isInstanceOfSatisfying(PushFailed.class, failed -> {
                    assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.NEEDS_ACTION);
                    assertThat(failed.failure().message()).contains("does not own package");
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_TYPE, sObject type 'PackagePushRequest' is not supported",
        "INSUFFICIENT_ACCESS, this user may not",
    })
    void whatTheOrgDoesNotOfferIsSaidByHealthAndWaitedFor(String errorCode, String message) {
        var campaign = campaign(3, salesforce.target());
        publisher.refuseQueries(errorCode, message);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from push_request where campaign_id = ? and waits_for like '%' || ? || '%'",
                                campaign.id(), errorCode)
                        > 0);
        assertThat(campaign.results(PushScheduled.class)).isEmpty();
        if (errorCode.equals("INVALID_TYPE")) {
            assertThat(readiness()).contains("is not supported");
        }
        salesforce.heal();
        campaign.assertPushedOnce();
    }

    @Test
    void whatOthersUseUpPausesEverybodyWithoutAHerdAndPushingResumes() {
        var campaign = campaign(5, salesforce.target());
        campaign.control(State.RUNNING);
        int before = refusals().size();
        publisher.useUp(1_000_000);

        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> refusals().size() >= before + 4);
        publisher.useUp(0);

        campaign.assertPushedOnce();
        var refusals = refusals().subList(before, before + 4);
        // After the first ones, which were on their way together, one call at a time asks whether it goes on.
        assertThat(Duration.between(refusals.get(2), refusals.get(3))).isGreaterThan(Duration.ofMillis(150));
    }

    /** When calls were refused because of a limit. */
    private List<Instant> refusals() {
        return publisher.calls("*", "*").stream()
                .filter(call -> call.path("status").asInt() == 403)
                .map(call -> Instant.parse(call.path("at").asText()))
                .toList();
    }

    @Test
    void aRevokedSessionThatNoLoginMendsIsWaitedFor() {
        var campaign = campaign(3, salesforce.target());
        salesforce.fail(Fault.SESSION_ENDED, "GET", "*/query*", 8);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        campaign.assertPushedOnce();
        assertThat(salesforce.struck()).isEqualTo(8);
    }

    @Test
    void aCommandOfWhoseCampaignNoControlComesIsCancelled() {
        var campaign = campaign(2, salesforce.target());
        campaign.commandAll();
        await().atMost(PATIENCE)
                .until(() ->
                        tables.count("select count(*) from push_intent where campaign_id = ?", campaign.id()) == 2);

        // As if the time had passed that a command waits for a control of its campaign.
        tables.change(
                "update push_intent set stored_at = stored_at - interval '20 minutes' where campaign_id = ?",
                campaign.id());

        campaign.awaitEnds();
        assertThat(campaign.results(PushCancelled.class))
                .hasSize(2)
                .allSatisfy(end -> assertThat(end.reason()).contains("no word about its campaign"));
    }

    @Test
    void aBrokenCommandIsADeadLetterAndAnsweredOnceHoweverOftenItComes() {
        var campaign = campaign(2, salesforce.target());
        var orgs = campaign.ledger().keySet().iterator();
        var org = orgs.next();
        var broken = broken(campaign, org, "\"packageVersionId\":\"04t", "\"packageVersionId\":\"05t");

        topics.publish(List.of(broken));
        topics.publish(List.of(broken));
        // The command again, mended: it has its result already.
        topics.publish(campaign.id() + "-mended", campaign.command(org, 1, Optional.empty()));
        topics.publish(campaign.id() + "-other", campaign.command(orgs.next(), 1, Optional.empty()));
        campaign.control(State.RUNNING);

        assertThat(campaign.awaitEnds())
                .filteredOn(end -> end.subject().orgKey().equals(org))
                .singleElement()
                .isInstanceOfSatisfying(PushFailed.class, failed -> {
                    assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.NEEDS_ACTION);
                    assertThat(failed.failure().retryable()).isFalse();
                    assertThat(failed.failure().title()).isEqualTo("The command is not valid");
                    assertThat(failed.failure().message()).contains("packageVersionId '05t");
                });
        assertThat(campaign.ledger().get(org))
                .satisfies(row -> assertThat(row.jobs()).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics.read(Topic.PUSH_COMMANDS.deadLetterTopicName()).stream()
                                .filter(letter -> new String(letter.value(), UTF_8).contains(campaign.id())))
                        .hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "packageId":"033 | "packageId":"0
            "packageId":"033 | "packageId":"\\u0000033
            "packageId":"033 | "\\u0000":"\\ud800","packageId":"03
            "notBefore":"1970 | "notBefore":"+12345
            "notBefore":"1970 | "notAfter":"1969-01-01T00:00:00Z","notBefore":"1970
            """)
    void whateverIsBrokenBesideTheSubjectIsAnswered(String whole, String part) {
        var campaign = campaign(1, salesforce.target());
        var org = campaign.ledger().keySet().iterator().next();

        topics.publish(List.of(broken(campaign, org, whole, part)));

        assertThat(campaign.awaitEnds()).singleElement().isInstanceOf(PushFailed.class);
    }

    @Test
    void aBrokenCommandThatCannotBeStoredHoldsNeitherItsAnswerNorItsPartition() {
        var campaign = campaign(1, salesforce.target());
        var org = campaign.ledger().keySet().iterator().next();
        campaign.control(State.RUNNING);

        topics.publish(List.of(
                broken(campaign, org, "\"commandId\":\"", "\"commandId\":\"\\u0000"),
                broken(campaign, org, "\"packageVersionId\":\"04t", "\"packageVersionId\":\"\\u000004t")));
        topics.publish(campaign.id() + "-whole", campaign.command(org, 2, Optional.empty()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(campaign.terminal()).hasSize(2));
        assertThat(campaign.terminal())
                .filteredOn(end -> end.subject().attempt() == 1)
                .singleElement()
                .isInstanceOfSatisfying(PushFailed.class, failed -> {
                    assertThat(failed.failure().title()).isEqualTo("The command is not valid");
                    assertThat(failed.failure().message())
                            .contains("packageVersionId")
                            .doesNotContain("\0");
                });
    }

    @Test
    void aCommandWithTheIdOfAnotherOneIsCountedAndTheFirstIsKept() {
        var campaign = campaign(1, salesforce.target());
        var org = campaign.ledger().keySet().iterator().next();
        double before = contradicting();
        topics.publish(campaign.id() + "-1", campaign.command(org, 1, Optional.empty()));
        await().atMost(PATIENCE)
                .until(() ->
                        tables.count("select count(*) from push_intent where campaign_id = ?", campaign.id()) == 1);
        var other = broken(campaign, org, "\"wave\":1", "\"wave\":7");

        topics.publish(List.of(other));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(contradicting()).isEqualTo(before + 1));
        campaign.control(State.RUNNING);
        assertThat(campaign.awaitEnds()).extracting(end -> end.subject().wave()).containsExactly(1);
    }

    @Test
    void everyCallSaysThatPushwaveMakesIt() {
        var campaign = campaign(2, salesforce.target());

        campaign.control(State.RUNNING);
        campaign.commandAll();
        campaign.awaitEnds();

        assertThat(publisher.calls("POST", CREATIONS))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.path("client").asText()).startsWith("Pushwave/"));
    }

    private void assertRefused(PushedCampaign campaign, String reason) {
        int created = publisher.calls("POST", CREATIONS).size();
        campaign.control(State.RUNNING);
        campaign.commandAll();

        assertThat(campaign.awaitEnds())
                .allSatisfy(end -> assertThat(end).isInstanceOfSatisfying(PushFailed.class, failed -> {
                    assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.NEEDS_ACTION);
                    assertThat(failed.failure().retryable()).isFalse();
                    assertThat(failed.failure().message()).contains(reason);
                }));
        assertThat(publisher.calls("POST", CREATIONS)).hasSize(created);
    }

    private PushedCampaign campaign(int orgs, Target target) {
        return new PushedCampaign(topics, salesforce, salesforce.take(orgs), target);
    }

    /** A command in which something was replaced after it was written. */
    private ProducerRecord<byte[], byte[]> broken(PushedCampaign campaign, OrgKey org, String whole, String part) {
        var event = topics.cloudEvent(campaign.id() + "-broken", campaign.command(org, 1, Optional.empty()));
        var text = new String(event.value(), UTF_8);
        assertThat(text).contains(whole);
        return new ProducerRecord<>(
                event.topic(), null, event.key(), text.replace(whole, part).getBytes(UTF_8), event.headers());
    }

    private double contradicting() {
        return metrics.counter("pushwave.executor.commands.contradicting").count();
    }

    private static String readiness() {
        return given().get("/q/health/ready").body().asString();
    }
}
