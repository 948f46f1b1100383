package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
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
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
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
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
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

    @Inject
    AgroalDataSource dataSource;

    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
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
        brake(campaign, "halt").statusCode(200).body("state", equalTo("HALTED"));

        // Then
        executor.publish(firstWave.stream().map(SimulatedResults::succeeded).toList());
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
        executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);
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
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void anAbortedCampaignCancelsWhoWaitsAndStillTakesResults() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(100));
        var firstWave = executor.awaitCommands(campaign, 5);
        executor.publish(SimulatedResults.succeeded(firstWave.getFirst()));
        executor.awaitHandled(Topic.PUSH_RESULTS);

        // When
        brake(campaign, "abort").statusCode(200).body("state", equalTo("ABORTED"));

        // Then
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("state", equalTo("ABORTED"))
                .body("orgs.waiting", equalTo(0))
                .body("orgs.cancelled", equalTo(95));
        executor.publish(SimulatedResults.succeeded(firstWave.get(1)));
        executor.publish(SimulatedResults.failed(firstWave.get(2), true));
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
        brake(campaign, "abort").statusCode(200);
        brake(campaign, "halt")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("wrong-state"))
                .body("field", equalTo("state"))
                .body("value", equalTo("ABORTED"))
                .body("rule", containsString("RUNNING"));
        brake(campaign, "resume")
                .statusCode(409)
                .body("value", equalTo("ABORTED"))
                .body("rule", containsString("HALTED"));
    }

    @Test
    void aBrakeThatIsRepeatedChangesNothingAndSaysSinceWhenItHoldsAndThroughWhom() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(10));
        executor.awaitCommands(campaign, 1);
        brake(campaign, "resume")
                .statusCode(200)
                .body("state", equalTo("RUNNING"))
                .body("repeated", equalTo(true));
        for (var brake : List.of("halt", "abort")) {
            var first = brake(campaign, brake)
                    .statusCode(200)
                    .body("repeated", equalTo(false))
                    .extract();

            // When
            var second = given().contentType("application/json")
                    .body(Map.of("by", "berta", "reason", "me too"))
                    .post("/api/campaigns/" + campaign + "/" + brake);

            // Then
            second.then()
                    .statusCode(200)
                    .body("repeated", equalTo(true))
                    .body("state", equalTo(first.path("state")))
                    .body("controlEpoch", equalTo(first.path("controlEpoch")))
                    .body("since", equalTo(first.path("since")))
                    .body("by", equalTo("anna"))
                    .body("reason", equalTo("looks odd"));
        }
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("stateBy", equalTo("anna"))
                .body("stateReason", equalTo("looks odd"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.controls(campaign)).hasSize(3));
    }

    @Test
    void aBrakeThatTheDatabaseDoesNotTakeSaysThatItWasNotApplied() throws SQLException {
        // Given
        var campaign = executor.campaignOf(executor.eligible(10));
        executor.awaitCommands(campaign, 1);
        execute("""
                create or replace function away() returns trigger language plpgsql as $$
                begin
                    if new.state = 'HALTED' and new.id = '%s' then
                        raise exception 'going down' using errcode = '57P01';
                    end if;
                    return new;
                end $$""".formatted(campaign));
        execute("create trigger away before update on campaign for each row execute function away()");

        // When
        var answer = brake(campaign, "halt");

        // Then
        execute("drop trigger away on campaign");
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("detail", containsString("the halt was not applied"));
        when().get("/api/campaigns/" + campaign).then().body("state", equalTo("RUNNING"));
        brake(campaign, "halt").statusCode(200).body("repeated", equalTo(false));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
        executor.answerUntil(older, CampaignCompleted.class, SimulatedResults::succeeded);
        var second = new SimulatedExecutor(broker.bootstrapServers());
        var newer = second.campaignOf(second.eligible(5));
        second.answerUntil(newer, CampaignCompleted.class, SimulatedResults::succeeded);
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
