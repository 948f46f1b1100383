package io.pushwave.planner;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers did, and what Salesforce would refuse, is no failure of the version. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class CustomersIT {
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

    /** The first orgs of the first wave get these answers, all others succeed. */
    private static Function<OrgPushCommanded, PushResult> answers(
            List<Function<OrgPushCommanded, PushResult>> answers) {
        var given = new HashMap<String, Function<OrgPushCommanded, PushResult>>();
        return command -> given.computeIfAbsent(
                        command.commandId(),
                        _ -> command.wave() == 1 && given.size() < answers.size()
                                ? answers.get(given.size())
                                : SimulatedResults::succeeded)
                .apply(command);
    }

    @Test
    void orgsThatCustomersReachedOrThatAreGoneDoNotHaltACampaign() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));

        // When
        var completed = executor.answerUntil(
                campaign,
                CampaignCompleted.class,
                answers(List.of(
                        SimulatedResults::reached,
                        SimulatedResults::reached,
                        SimulatedResults::leftOut,
                        SimulatedResults::leftOut,
                        command -> SimulatedResults.failed(command, false))));

        // Then
        assertThat(completed)
                .usingRecursiveComparison()
                .ignoringFields("campaignId", "sequence", "at")
                .isEqualTo(new CampaignCompleted("x", 1, SimulatedExecutor.THEN, 100, 95, 2, 1, 2, 0, 0));
        var gate = executor.awaitEvent(campaign, GateDecided.class);
        assertThat(gate.numbers().reached()).isEqualTo(2);
        assertThat(gate.numbers().leftOut()).isEqualTo(2);
        assertThat(gate.numbers().skipped()).isZero();
        assertThat(gate.reason())
                .startsWith(
                        "1 of 5 orgs failed, 2 were reached by their customers, 2 left out; 2 failed are tolerated");
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("orgs.reached", equalTo(2))
                .body("orgs.leftOut", equalTo(2))
                .body("orgs.failed", equalTo(1))
                .body("waves[0].orgs.reached", equalTo(2));
        when().get("/q/metrics")
                .then()
                .body(containsString("pushwave_results_folded_total{state=\"REACHED\"}"))
                .body(containsString("pushwave_results_folded_total{state=\"LEFT_OUT\"}"));
    }

    @Test
    void aHaltSaysWhoFailedAndWhoDidNot() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));

        // When
        var halted = executor.answerUntil(
                campaign,
                CampaignHalted.class,
                answers(List.of(
                        SimulatedResults::reached,
                        SimulatedResults::leftOut,
                        command -> SimulatedResults.failed(command, false),
                        command -> SimulatedResults.failed(command, false),
                        command -> SimulatedResults.failed(command, false))));

        // Then
        assertThat(halted.reason()).startsWith("wave 1 (5 %): 3 of 5 orgs failed");
    }

    /** 1.1 and its line up to the target 1.5, but for 1.2, from which nothing descends. */
    private List<CataloguedVersion> lines() {
        return List.of(
                executor.descending(1, Optional.empty()),
                executor.descending(2, Optional.of(1)),
                executor.descending(3, Optional.of(1)),
                executor.descending(4, Optional.of(3)),
                executor.descending(5, Optional.of(4)));
    }

    @Test
    void orgsThatSalesforceWouldRefuseForTheirAncestryAreExcludedFromThePlan() {
        // Given
        executor.topics().publish("ancestry-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequest(), Ancestry.BY_ANCESTOR, lines());
        var campaign = executor.awaitCampaign();
        var subscribers = new ArrayList<SubscriberRow>();
        for (int org = 0; org < 21; org++) {
            subscribers.add(executor.subscriber(org, "Active", org < 14 ? 2 : 1, false));
        }

        // When
        executor.subscribers(campaign, "snapshot-of-" + campaign, subscribers);

        // Then
        var planned = executor.awaitEvent(campaign, CampaignPlanned.class);
        assertThat(planned.planned()).isEqualTo(7);
        assertThat(planned.excludedByReason()).isEqualTo(Map.of(ExclusionReason.NO_COMMON_ANCESTOR, 14L));
        assertThat(executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded)
                        .succeeded())
                .isEqualTo(7);
    }

    @Test
    void aReleaseWithNobodyLeftIsRejectedWithTheCounts() {
        // Given
        var id = "nobody-" + executor.packageId;
        executor.topics().publish(id, executor.release());
        executor.catalogue(executor.awaitRequest(), Ancestry.BY_ANCESTOR, lines());
        var campaign = executor.awaitCampaign();
        var subscribers = List.of(
                executor.subscriber(1, "Active", 2, false),
                executor.subscriber(2, "Active", 2, false),
                executor.subscriber(3, "Active", 5, false));

        // When
        executor.subscribers(campaign, "snapshot-of-" + campaign, subscribers);

        // Then
        var sentence = "no org is left to push version 1.5.0.1 (" + executor.target
                + ") to: 1 on it or above it already, 2 on a version without a common ancestor";
        assertThat(executor.awaitEvent(campaign, CampaignAborted.class).reason())
                .isEqualTo(sentence);
        assertThat(executor.awaitDeadLetterReason(Topic.PACKAGE_RELEASES, executor.target))
                .isEqualTo("nobody-left: " + sentence);
        assertThat(executor.commands(campaign)).isEmpty();
        given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/upstream")
                .header("ce-type", "io.pushwave.package-version-released.v1")
                .body(Map.of(
                        "packageId",
                        executor.packageId,
                        "packageVersionId",
                        executor.target,
                        "requestedBy",
                        "release-bot",
                        "reason",
                        "fixes a security hole"))
                .post("/api/releases")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith("nobody-left"))
                .body("field", equalTo("packageVersionId"))
                .body("rule", equalTo(sentence));
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("state", equalTo("ABORTED"))
                .body("stateBy", equalTo("planner"))
                .body("excludedByReason.NO_COMMON_ANCESTOR", equalTo(2));
        assertThat(executor.reports())
                .extracting(ReleaseReport::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("ReleaseReceived", "ReleaseAccepted", "ReleaseRejected");
        when().get("/q/metrics")
                .then()
                .body(containsString("pushwave_releases_rejected_total{reason=\"nobody-left\"}"));
    }
}
