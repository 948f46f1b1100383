package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole campaigns on a real broker and database, with a simulated executor. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class CampaignIT {
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

    @Test
    void aReleaseGoesThroughEveryWaveToItsEnd() {
        // Given
        var subscribers = new ArrayList<>(executor.eligible(100));
        subscribers.add(executor.subscriber(1001, "Inactive", 1, false));
        subscribers.add(executor.subscriber(1002, "Active", 5, false));
        subscribers.add(executor.subscriber(1003, "Active", 6, false));
        subscribers.add(executor.subscriber(1004, "Trial", 7, false));
        subscribers.add(executor.subscriber(1005, "Active", 1, true));
        subscribers.add(executor.subscriber(1006, "Active", 99, false));

        // When
        var campaign = executor.campaignOf(subscribers);
        var completed = executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);

        // Then
        assertThat(completed.succeeded()).isEqualTo(100);
        var planned = executor.awaitEvent(campaign, CampaignPlanned.class);
        assertThat(planned.waves())
                .containsExactly(
                        new PlannedWave(1, "5 %", WaveKind.SHARE, 5, 2),
                        new PlannedWave(2, "25 %", WaveKind.SHARE, 25, 2),
                        new PlannedWave(3, "rest", WaveKind.REST, 70, 7));
        assertThat(planned.planRevision()).isEqualTo(1);
        assertThat(planned.attemptsMaximum()).isEqualTo(3);
        assertThat(planned.excludedByReason())
                .isEqualTo(Map.of(
                        ExclusionReason.ORG_INACTIVE, 1L,
                        ExclusionReason.ALREADY_ON_TARGET_OR_NEWER, 2L,
                        ExclusionReason.BETA_INSTALLED, 1L,
                        ExclusionReason.BLOCKED_BY_SUBSCRIBER, 1L,
                        ExclusionReason.INSTALLED_VERSION_UNKNOWN, 1L));
        assertEventsAreGapless(campaign);
        assertThat(executor.events(campaign))
                .filteredOn(WaveOpened.class::isInstance)
                .hasSize(3);
        assertThat(executor.events(campaign))
                .filteredOn(GateDecided.class::isInstance)
                .hasSize(3);
        assertThat(executor.commands(campaign))
                .hasSize(100)
                .extracting(OrgPushCommanded::commandId)
                .doesNotHaveDuplicates();
        assertThat(executor.commands(campaign))
                .allSatisfy(command -> assertThat(command.commandId())
                        .isEqualTo(campaign + ":" + command.orgKey() + ":" + command.attempt()));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(executor.plan(campaign).stream()
                            .filter(OrgPlanned.class::isInstance)
                            .map(OrgPlanned.class::cast)
                            .collect(groupingBy(OrgPlanned::wave, counting())))
                    .isEqualTo(Map.of(1, 5L, 2, 25L, 3, 70L));
            assertThat(executor.plan(campaign))
                    .filteredOn(OrgExcluded.class::isInstance)
                    .hasSize(6);
            assertThat(executor.plan(campaign))
                    .extracting(CampaignPlanEntry::planRevision)
                    .containsOnly(1);
            assertThat(executor.controls(campaign))
                    .extracting(CampaignControlled::state)
                    .containsExactly(CampaignControl.State.RUNNING, CampaignControl.State.ENDED);
        });
        when().get("/api/campaigns/" + campaign)
                .then()
                .statusCode(200)
                .body("state", equalTo("COMPLETED"))
                .body("orgs.succeeded", equalTo(100))
                .body("excluded", equalTo(6))
                .body("planRevision", equalTo(1))
                .body("planHash", equalTo(planned.planHash()))
                .body("waves.name", equalTo(List.of("5 %", "25 %", "rest")))
                .body("waves.kind", equalTo(List.of("SHARE", "SHARE", "REST")))
                .body("waves.state", equalTo(List.of("PASSED", "PASSED", "PASSED")));
    }

    @Test
    void everyOrgsFirstAttemptInAWaveHasTheSameEarliestStart() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));

        // When
        executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);

        // Then
        assertThat(executor.commands(campaign).stream()
                        .collect(groupingBy(OrgPushCommanded::wave, counting()))
                        .keySet())
                .containsExactlyInAnyOrder(1, 2, 3);
        for (int wave = 1; wave <= 3; wave++) {
            int number = wave;
            assertThat(executor.commands(campaign).stream().filter(command -> command.wave() == number))
                    .extracting(OrgPushCommanded::notBefore)
                    .containsOnly(executor.commands(campaign).stream()
                            .filter(command -> command.wave() == number)
                            .findFirst()
                            .orElseThrow()
                            .notBefore());
        }
    }

    @Test
    void aRetryableFailureIsTriedAgainUntilTheAttemptsAreUsedUp() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(20));
        var stubborn = executor.awaitCommands(campaign, 1).getFirst().orgKey();

        // When
        var completed = executor.answerUntil(
                campaign,
                CampaignCompleted.class,
                command -> command.orgKey().equals(stubborn)
                        ? SimulatedResults.failed(command, true)
                        : SimulatedResults.succeeded(command));

        // Then
        assertThat(completed.failed()).isEqualTo(1);
        assertThat(executor.commands(campaign).stream()
                        .filter(command -> command.orgKey().equals(stubborn)))
                .extracting(OrgPushCommanded::attempt)
                .containsExactly(1, 2, 3);
    }

    @Test
    void aFailureThatNoAttemptHealsIsNotTriedAgain() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(20));
        var broken = executor.awaitCommands(campaign, 1).getFirst().orgKey();

        // When
        var completed = executor.answerUntil(
                campaign,
                CampaignCompleted.class,
                command -> command.orgKey().equals(broken)
                        ? SimulatedResults.failed(command, false)
                        : SimulatedResults.succeeded(command));

        // Then
        assertThat(completed.failed()).isEqualTo(1);
        assertThat(executor.commands(campaign)).hasSize(20);
    }

    @Test
    void resultsThatComeTwiceLateOrOutOfOrderChangeNothing() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(60));
        var first = executor.awaitCommands(campaign, 1).getFirst();
        var said = new ArrayList<PushResult>();

        // When
        var completed = executor.answerUntil(campaign, CampaignCompleted.class, command -> {
            var answer = command.orgKey().equals(first.orgKey()) && command.attempt() < 3
                    ? SimulatedResults.failed(command, true)
                    : SimulatedResults.succeeded(command);
            // The end before the beginning, and everything that was ever said once more.
            executor.publish(answer);
            executor.publish(SimulatedResults.started(command));
            executor.publish(SimulatedResults.scheduled(command));
            said.add(answer);
            executor.publish(said.subList(Math.max(0, said.size() - 5), said.size()));
            return answer;
        });
        executor.publish(said);
        executor.publish(said.reversed());
        executor.publish(SimulatedResults.failed(first, false));
        executor.awaitHandled(Topic.PUSH_RESULTS);

        // Then
        assertThat(completed.succeeded()).isEqualTo(60);
        assertThat(completed.failed()).isZero();
        assertThat(executor.commands(campaign)).hasSize(62);
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("orgs.succeeded", equalTo(60))
                .body("orgs.failed", equalTo(0))
                .body("orgs.commanded", equalTo(0));
        assertEventsAreGapless(campaign);
    }

    @Test
    void tooManyFailuresHaltTheCampaignAndAResumeAcceptsThem() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));

        // When
        var halted = executor.answerUntil(
                campaign, CampaignHalted.class, command -> SimulatedResults.failed(command, false));

        // Then
        assertThat(halted.by()).isEqualTo("gate");
        assertThat(executor.commands(campaign)).hasSize(5);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.controls(campaign))
                        .extracting(CampaignControlled::state)
                        .containsExactly(CampaignControl.State.RUNNING, CampaignControl.State.HALTED));
        // Before the next wave's commands can come.
        var firstWave = new LinkedHashSet<>(executor.commands(campaign));
        given().contentType("application/json")
                .body(Map.of("by", "anna", "reason", "known orgs"))
                .post("/api/campaigns/" + campaign + "/resume")
                .then()
                .statusCode(200)
                .body("state", equalTo("RUNNING"));
        var resumed = executor.awaitEvent(campaign, CampaignResumed.class);
        assertThat(resumed.reason()).startsWith("known orgs; the ").contains("are accepted");
        var completed = executor.answerUntil(
                campaign,
                CampaignCompleted.class,
                command -> firstWave.contains(command)
                        ? SimulatedResults.failed(command, false)
                        : SimulatedResults.succeeded(command));
        assertThat(completed.failed()).isEqualTo(5);
        assertEventsAreGapless(campaign);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.controls(campaign))
                        .extracting(CampaignControlled::epoch)
                        .hasSize(4)
                        .doesNotHaveDuplicates());
    }

    @Test
    void aPackageThatNobodyHasInstalledIsNotPushed() {
        // When
        var campaign = executor.campaignOf(List.of());

        // Then
        assertThat(executor.awaitEvent(campaign, CampaignAborted.class).reason())
                .startsWith("nobody has package " + executor.packageId);
        assertThat(executor.awaitDeadLetterReason(Topic.PACKAGE_RELEASES, executor.packageId))
                .startsWith("nobody-left: nobody has package");
    }

    @Test
    void aSnapshotThatWasBegunAnewIsPlannedFromItsSecondBeginning() {
        // Given
        executor.topics().publish("begun-anew-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();
        executor.publish(new SubscribersListed(
                campaign, executor.packageId, "broken off", 1, executor.eligible(30), Optional.empty()));

        // When
        executor.subscribers(campaign, "whole", executor.eligible(50));

        // Then
        assertThat(executor.awaitEvent(campaign, CampaignPlanned.class).planned())
                .isEqualTo(50);
    }

    @Test
    void anIncompleteSnapshotEndsItsCampaignWithTheReason() {
        // Given
        executor.topics().publish("incomplete-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();

        // When
        executor.publish(new SnapshotCompleted(campaign, executor.packageId, "lost", 3, 120, SimulatedExecutor.THEN));

        // Then
        var aborted = executor.awaitEvent(campaign, CampaignAborted.class);
        assertThat(aborted.reason()).contains("0 of 3 pages and 0 of 120 orgs came");
    }

    private void assertEventsAreGapless(String campaign) {
        var sequences =
                executor.events(campaign).stream().map(CampaignEvent::sequence).toList();
        assertThat(sequences)
                .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }
}
