package io.pushwave.planner;

import static io.pushwave.planner.PlayedExecutor.SOON;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Halt, resume and abort by HTTP, and what the control topic says. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class BrakeIT {
    KafkaBroker broker;
    private PlayedExecutor executor;

    @BeforeEach
    void play() {
        executor = new PlayedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopPlaying() {
        executor.close();
    }

    private static ValidatableResponse brake(String campaign, String brake) {
        return given().contentType("application/json")
                .body(Map.of("by", "anna", "reason", "looks odd"))
                .post("/api/campaigns/" + campaign + "/" + brake)
                .then();
    }

    @Test
    void aHaltedCampaignCommandsNothingUntilItIsResumed() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));
        var firstWave = executor.awaitCommands(campaign, 5);

        // When
        brake(campaign, "halt").statusCode(200).body("state", equalTo("HALTED")).body("controlEpoch", equalTo(2));

        // Then
        executor.publish(firstWave.stream().map(PlayedExecutor::succeeded).toList());
        executor.awaitHandled(Topic.PUSH_RESULTS);
        var halted = executor.awaitEvent(campaign, CampaignHalted.class);
        assertThat(halted.by()).isEqualTo("anna");
        assertThat(halted.reason()).isEqualTo("looks odd");
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("state", equalTo("HALTED"))
                .body("waves[0].orgs.succeeded", equalTo(5))
                .body("waves[1].state", equalTo("WAITING"));
        assertThat(executor.commands(campaign)).hasSize(5);
        brake(campaign, "resume").statusCode(200).body("state", equalTo("RUNNING"));
        assertThat(executor.awaitEvent(campaign, CampaignResumed.class).reason())
                .isEqualTo("looks odd");
        executor.answerUntil(campaign, CampaignCompleted.class, PlayedExecutor::succeeded);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(executor.controls(campaign))
                    .extracting(CampaignControlled::state)
                    .containsExactly(
                            CampaignControl.State.RUNNING,
                            CampaignControl.State.HALTED,
                            CampaignControl.State.RUNNING,
                            CampaignControl.State.ENDED);
            assertThat(executor.controls(campaign))
                    .extracting(CampaignControlled::epoch)
                    .containsExactly(1L, 2L, 3L, 4L);
        });
    }

    @Test
    void anAbortedCampaignCancelsWhoWaitsAndStillTakesResults() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));
        var firstWave = executor.awaitCommands(campaign, 5);
        executor.publish(PlayedExecutor.succeeded(firstWave.getFirst()));
        executor.awaitHandled(Topic.PUSH_RESULTS);

        // When
        brake(campaign, "abort").statusCode(200).body("state", equalTo("ABORTED"));

        // Then
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("state", equalTo("ABORTED"))
                .body("orgs.waiting", equalTo(0))
                .body("orgs.cancelled", equalTo(95));
        executor.publish(PlayedExecutor.succeeded(firstWave.get(1)));
        executor.publish(PlayedExecutor.failed(firstWave.get(2), true));
        executor.awaitHandled(Topic.PUSH_RESULTS);
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("orgs.succeeded", equalTo(2))
                .body("orgs.failed", equalTo(1))
                .body("orgs.commanded", equalTo(2));
        assertThat(executor.awaitEvent(campaign, CampaignAborted.class).by()).isEqualTo("anna");
        assertThat(executor.commands(campaign)).hasSize(5);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.controls(campaign))
                        .extracting(CampaignControlled::state)
                        .containsExactly(CampaignControl.State.RUNNING, CampaignControl.State.ABORTED));
        var sequences =
                executor.events(campaign).stream().map(CampaignEvent::sequence).toList();
        assertThat(sequences)
                .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }

    @Test
    void aCampaignThatIsBeingPreparedCanBeAbortedAndThePackageReleasedAgain() {
        // Given
        executor.topics().publish("aborted-early-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();

        // When
        brake(campaign, "abort").statusCode(200);

        // Then
        executor.topics().publish("again-" + executor.packageId, executor.release());
        executor.catalogue(executor.awaitRequests(2).getLast());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                executor.tail().messages(Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignCreated.class))
                        .filteredOn(created -> created.packageId().equals(executor.packageId))
                        .hasSize(2));
    }

    @Test
    void aBrakeInTheWrongStateIsAConflictThatNamesTheStateAndTheRule() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(10));
        executor.awaitCommands(campaign, 1);

        // When // Then
        brake(campaign, "resume")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("wrong-state"))
                .body("field", equalTo("state"))
                .body("value", equalTo("RUNNING"))
                .body("rule", containsString("HALTED"));
        brake(campaign, "abort").statusCode(200);
        brake(campaign, "abort").statusCode(409).body("value", equalTo("ABORTED"));
        brake(campaign, "halt").statusCode(409).body("value", equalTo("ABORTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"by\": \"  \"}", "{\"reason\": \"why\"}", ""})
    void aBrakeWithoutANameIsRefused(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/campaigns/any/halt")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("by"));
    }

    @Test
    void aBrakeThatIsNotJsonIsRefused() {
        given().contentType("application/json")
                .body("{by")
                .post("/api/campaigns/any/halt")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "resume", "abort"})
    void aCampaignThatDoesNotExistCannotBeBraked(String brake) {
        brake("none", brake)
                .statusCode(404)
                .body("field", equalTo("campaignId"))
                .body("value", equalTo("none"));
    }

    @Test
    void aCampaignThatDoesNotExistIsNotFound() {
        when().get("/api/campaigns/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("value", equalTo("none"));
    }

    @Test
    void campaignsAreListedNewestFirstInPages() {
        // Given
        var older = executor.campaignOf(executor.eligible(5));
        executor.answerUntil(older, CampaignCompleted.class, PlayedExecutor::succeeded);
        var second = new PlayedExecutor(broker.bootstrapServers());
        var newer = second.campaignOf(second.eligible(5));
        second.answerUntil(newer, CampaignCompleted.class, PlayedExecutor::succeeded);
        second.close();

        // When // Then
        when().get("/api/campaigns?state=COMPLETED&limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].campaignId", equalTo(newer))
                .body("next", equalTo(newer));
        when().get("/api/campaigns?state=completed&limit=1&after=" + newer)
                .then()
                .body("items[0].campaignId", equalTo(older));
        when().get("/api/campaigns?state=RUNNING").then().body("items.campaignId", not(hasItem(newer)));
        when().get("/api/campaigns?after=0").then().body("items", empty()).body("next", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "state=GONE"})
    void aParameterOutOfItsRangeIsRefused(String parameter) {
        when().get("/api/campaigns?" + parameter)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(parameter.substring(0, parameter.indexOf('='))))
                .body("value", equalTo(parameter.substring(parameter.indexOf('=') + 1)));
    }

    @Test
    void healthMetricsAndOpenApiAreThere() {
        await().atMost(SOON)
                .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
        when().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("pushwave_campaigns{state=\"RUNNING\"}"))
                .body(containsString("pushwave_commands_emitted_total"))
                .body(containsString("pushwave_releases_accepted_total"));
        when().get("/q/openapi").then().statusCode(200).body(containsString("/api/campaigns/{campaignId}/halt"));
    }
}
