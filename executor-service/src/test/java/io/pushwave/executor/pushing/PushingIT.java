package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerJob;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
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
class PushingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Interruptions interruptions;

    @Inject
    ExecutorTables tables;

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
    void hundredsOfOrgsArePushedOnceEach() {
        var campaign = campaign(600);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        campaign.assertPushedOnce();
        assertThat(campaign.results(PushSucceeded.class)).hasSizeGreaterThan(500);
        assertThat(campaign.results(PushScheduled.class))
                .hasSameSizeAs(campaign.ledger().values().stream()
                        .filter(org -> org.startedJobs() > 0)
                        .toList());
    }

    /** Salesforce calls a request Failed as soon as one of its jobs has failed, while the others go on. */
    @Test
    void theOtherJobsOfAFailedRequestAreFollowedToTheirEnds() {
        var campaign = campaign(300);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        campaign.assertPushedOnce();
        var jobs = campaign.ledger().values().stream()
                .flatMap(org -> org.jobs().stream())
                .toList();
        var firstFailures = jobs.stream()
                .filter(job -> job.status().equals("Failed"))
                .collect(Collectors.toMap(
                        LedgerJob::requestId,
                        job -> job.endedAt().orElseThrow(),
                        (one, other) -> one.isBefore(other) ? one : other));
        var succeededLater = jobs.stream()
                .filter(job -> job.status().equals("Succeeded"))
                .filter(job -> firstFailures
                        .getOrDefault(job.requestId(), Instant.MAX)
                        .isBefore(job.endedAt().orElseThrow()))
                .map(LedgerJob::jobId)
                .toList();
        assertThat(succeededLater).isNotEmpty();
        assertThat(campaign.results(PushSucceeded.class))
                .extracting(PushSucceeded::pushJobId)
                .containsAll(succeededLater);
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE_ANSWER, POST, */sobjects/PackagePushRequest*",
        "LOSE_ANSWER, POST, */composite/sobjects*",
        "LOSE_ANSWER, PATCH, */sobjects/PackagePushRequest*",
        "LOSE_CALL, POST, */sobjects/PackagePushRequest*",
        "LOSE_CALL, POST, */composite/sobjects*",
        "LOSE_CALL, PATCH, */sobjects/PackagePushRequest*",
        "LOSE_ANSWER, GET, */query*",
        "UNAVAILABLE_PAGE, POST, */sobjects/PackagePushRequest*",
        "UNAVAILABLE_PAGE, PATCH, */sobjects/PackagePushRequest*",
        "UNAVAILABLE_PAGE, GET, */query*",
        "MAINTENANCE_PAGE, PATCH, */sobjects/PackagePushRequest*",
        "SESSION_ENDED, POST, */composite/sobjects*",
        "SESSION_ENDED, GET, */query*",
        "LIMIT_EXCEEDED, POST, */sobjects/PackagePushRequest*",
        "LIMIT_EXCEEDED, PATCH, */sobjects/PackagePushRequest*"
    })
    void whateverIsLostOnTheWayIsFoundAgainAndNotRepeated(Fault fault, String method, String path) {
        var campaign = campaign(25);
        salesforce.fail(fault, method, path, 2);

        campaign.control(State.RUNNING);
        campaign.commandAll();

        campaign.assertPushedOnce();
        assertThat(campaign.requestsInLedger()).hasSizeLessThanOrEqualTo(2);
        assertThat(salesforce.struck()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stored Formed",
                "stored Creating",
                "calling CreateRequest",
                "called CreateRequest",
                "stored Created",
                "stored Filling",
                "calling AddJobs",
                "called AddJobs",
                "stored Filled",
                "stored Verified",
                "stored Activating",
                "calling Activate",
                "called Activate",
                "stored Activated",
                "stored Finished"
            })
    void aDeathAtAnyMomentIsSurvivedWithoutASecondPush(String moment) {
        var campaign = campaign(12);
        interruptions.dieAt(moment);

        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> !interruptions.pending(moment));
        tables.letLeasesRunOut(campaign.id());

        campaign.assertPushedOnce();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tables.openRequests(campaign.id())).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored Cancelling", "calling Cancel", "called Cancel", "stored Cancelled"})
    void aDeathWhileCancellingIsSurvivedAsWell(String moment) {
        var campaign = campaign(12);
        interruptions.doAt("stored Filled", () -> controlAndWait(campaign, State.ABORTED));
        interruptions.dieAt(moment);

        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> !interruptions.pending(moment));
        tables.letLeasesRunOut(campaign.id());

        campaign.assertPushedOnce();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tables.openRequests(campaign.id())).isZero());
        assertThat(campaign.ledger().values())
                .flatExtracting(LedgerOrg::jobs)
                .allMatch(job -> job.status().equals("Canceled"));
    }

    @Test
    void commandsThatComeAgainChangeNothing() {
        var campaign = campaign(30);
        campaign.control(State.RUNNING);
        campaign.commandAll();
        campaign.assertPushedOnce();
        var before = campaign.results();

        campaign.commandAll();
        campaign.deliverAgain();

        var later = campaign(5);
        later.control(State.RUNNING);
        later.commandAll();
        later.assertPushedOnce();
        assertThat(campaign.results()).hasSameSizeAs(before);
        campaign.assertPushedOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored Creating", "stored Created", "stored Filling", "stored Filled", "stored Verified"})
    void aHaltBeforeActivationHoldsEverythingAndAResumeLetsItGoOn(String moment) {
        var campaign = campaign(12);
        interruptions.doAt(moment, () -> controlAndWait(campaign, State.HALTED));

        campaign.control(State.RUNNING);
        campaign.commandAll();

        await().atMost(PATIENCE).until(() -> tables.waits(campaign.id(), "the campaign is halted"));
        assertThat(campaign.results(PushScheduled.class)).isEmpty();
        campaign.control(State.RUNNING);
        campaign.assertPushedOnce();
    }

    @Test
    void withoutAControlOfItsCampaignNothingIsPushed() {
        var campaign = campaign(5);

        campaign.commandAll();

        await().atMost(PATIENCE).until(() -> tables.intents(campaign.id(), "WAITING") == 5);
        campaign.control(State.RUNNING);
        campaign.assertPushedOnce();
    }

    @ParameterizedTest
    @CsvSource({"ABORTED, the campaign was aborted", "ENDED, the campaign has ended"})
    void anEndReportsEveryOrgThatWaitsAndSaysWhichEnd(State end, String reason) {
        var campaign = campaign(10);
        campaign.control(State.HALTED);
        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> tables.intents(campaign.id(), "WAITING") == 10);

        campaign.control(end);

        campaign.assertPushedOnce();
        assertThat(campaign.results(PushCancelled.class))
                .hasSize(10)
                .extracting(PushCancelled::reason)
                .containsOnly(reason);
    }

    @Test
    void anOrgWhoseTimeHasPassedIsSkipped() {
        var campaign = campaign(3);

        campaign.control(State.RUNNING);
        campaign.commandAll(Optional.of(Instant.EPOCH.plusSeconds(1)));

        campaign.assertPushedOnce();
        assertThat(campaign.results(PushSkipped.class)).hasSize(3);
    }

    @Test
    void aRequestWhoseOrgsAreAllRefusedIsCancelledAndNeverActivated() {
        var refused = campaign(1);
        refused.control(State.RUNNING);
        refused.commandAll();
        refused.assertPushedOnce();
        // Whether that push brought the version is luck; an org that has it refuses another one.
        var version = salesforce.target().packageVersionId();
        refused.ledger()
                .keySet()
                .forEach(org -> salesforce.changeOrg(org, "{\"installedVersionId\":\"" + version + "\"}"));
        var again = new PushedCampaign(
                topics, salesforce, List.copyOf(refused.ledger().values()));

        again.control(State.RUNNING);
        again.commandAll();
        again.awaitEnds();

        assertThat(again.results(PushScheduled.class)).isEmpty();
        assertThat(again.terminal()).singleElement().isInstanceOfAny(PushReached.class, PushLeftOut.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.openRequests(again.id())).isZero());
    }

    @Test
    void anOrgsSecondCommandWaitsForItsFirst() {
        var campaign = campaign(1);
        OrgKey org = campaign.ledger().keySet().iterator().next();
        campaign.control(State.RUNNING);

        topics.publish(List.of(
                topics.cloudEvent(campaign.id() + "-1", campaign.command(org, 1, Optional.empty())),
                topics.cloudEvent(campaign.id() + "-2", campaign.command(org, 2, Optional.empty()))));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(campaign.terminal()).hasSize(2));
        assertThat(campaign.results().stream().map(result -> result.subject().attempt()))
                .as("no result of the second attempt before the end of the first")
                .isSorted();
    }

    @Test
    void aCommandThatCannotBeReadIsPutAsideAndTheNextGoesOn() {
        var campaign = campaign(2);
        campaign.control(State.RUNNING);
        var org = campaign.ledger().keySet().iterator().next();
        var whole = topics.cloudEvent(campaign.id() + "-broken", campaign.command(org, 1, Optional.empty()));
        var broken = new ProducerRecord<>(
                whole.topic(), null, whole.key(), "{ no json".getBytes(StandardCharsets.UTF_8), whole.headers());

        topics.publish(List.of(broken));
        campaign.commandAll();

        campaign.assertPushedOnce();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics.read(Topic.PUSH_COMMANDS.deadLetterTopicName()))
                        .anyMatch(letter -> new String(letter.value(), StandardCharsets.UTF_8).equals("{ no json")));
    }

    @Test
    void anAbsentSalesforceIsWaitedFor() {
        var campaign = campaign(20);
        salesforce.disconnect();

        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> tables.waits(campaign.id(), "Salesforce did not answer"));
        salesforce.heal();

        campaign.assertPushedOnce();
    }

    private PushedCampaign campaign(int orgs) {
        return new PushedCampaign(topics, salesforce, salesforce.take(orgs));
    }

    /** Returns when the executor has stored the control. */
    private void controlAndWait(PushedCampaign campaign, State state) {
        campaign.control(state);
        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from campaign_control where campaign_id = ? and state = ?",
                                campaign.id(),
                                state.name())
                        == 1);
    }
}
