package io.pushwave.status.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.OrgKey;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ViewFixture;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgState;
import io.pushwave.status.org.Step;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Campaigns and orgs are found and shown as the view has them. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class QueryIT {
    private static final CampaignScenario SCENARIO =
            CampaignScenario.of(11, "queried", 200, CampaignScenario.Ending.HALTED);
    private static final CampaignScenario ABORTED =
            CampaignScenario.of(12, "queried-aborted", 200, CampaignScenario.Ending.ABORTED);
    private static final InMemoryView EXPECTED = InMemoryView.of(SCENARIO);
    private static final InMemoryView EXPECTED_ABORTED = InMemoryView.of(ABORTED);

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @BeforeEach
    void foldTwoCampaigns() {
        ViewFixture.publish(broker, SCENARIO.messages());
        ViewFixture.publish(broker, ABORTED.messages());
        view.awaitEqualTo(EXPECTED);
        view.awaitEqualTo(EXPECTED_ABORTED);
    }

    private static List<String> expectedKeys(InMemoryView expected, Predicate<OrgStanding> wanted) {
        return expected.standings().values().stream()
                .filter(wanted)
                .map(view -> view.id().orgKey().value())
                .sorted()
                .toList();
    }

    /** Reads all pages of a list of orgs. */
    private static List<String> keys(String campaignId, String query, int limit) {
        var keys = new ArrayList<String>();
        String after = null;
        do {
            var page = given().queryParams(after == null ? java.util.Map.of() : java.util.Map.of("after", after))
                    .get("/api/campaigns/" + campaignId + "/orgs?limit=" + limit + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            keys.addAll(page.getList("items.orgKey", String.class));
            after = page.getString("next");
        } while (after != null);
        return keys;
    }

    @Test
    void aCampaignIsSummarised() {
        var orgs = EXPECTED.summary().orgs();
        long reachedInWaveOne = EXPECTED.summary().waves().getFirst().reached();
        when().get("/api/campaigns/queried")
                .then()
                .statusCode(200)
                .body("campaignId", equalTo("queried"))
                .body("state", equalTo("HALTED"))
                .body("packageName", equalTo("Invoice Engine"))
                .body("requestedBy", equalTo("release-bot"))
                .body("createdAt", equalTo("2026-11-22T10:00:01Z"))
                .body("endedAt", nullValue())
                .body("planRevision", equalTo(1))
                .body("planHash", equalTo(CampaignScenario.PLAN_HASH))
                .body("orgs.planned", equalTo((int) orgs.planned()))
                .body("orgs.succeeded", equalTo((int) orgs.succeeded()))
                .body("orgs.waiting", equalTo((int) orgs.waiting()))
                .body("orgs.reached", equalTo((int) orgs.reached()))
                .body("orgs.leftOut", equalTo((int) orgs.leftOut()))
                .body("leftOutByReason.values().sum()", equalTo((int) orgs.leftOut()))
                .body("complete", equalTo(true))
                .body("missing", hasSize(0))
                .body("orgs.excluded", equalTo(20))
                .body("excludedByReason.values().sum()", equalTo(20))
                .body("waves.number", contains(1, 2, 3))
                .body("waves.name", contains("Canary", "Early adopters", "Everyone else"))
                .body("waves.kind", contains("CANARY", "LABEL", "REST"))
                .body("waves.state", contains("PASSED", "HALTED", "WAITING"))
                .body("waves.gate", contains("PASSED", "HALTED", null))
                .body("waves[0].gateReason", equalTo("Few enough orgs failed."))
                .body("waves[0].gateNumbers.toleratedFailures", equalTo(5))
                .body("waves[0].gateNumbers.reached", equalTo((int) reachedInWaveOne))
                .body("waves[0].openedAt", notNullValue());
    }

    @Test
    void wavesAreAListOfTheirOwn() {
        when().get("/api/campaigns/queried/waves")
                .then()
                .statusCode(200)
                .body("number", contains(1, 2, 3))
                .body("name", contains("Canary", "Early adopters", "Everyone else"));
    }

    @Test
    void campaignsAreListedNewestFirstInPages() {
        // Given
        var filter = "/api/campaigns?packageVersionId=" + CampaignScenario.VERSION_ID + "&limit=1";
        var all = when().get("/api/campaigns?limit=1000").jsonPath().getList("items.campaignId", String.class);

        // When
        var paged = new ArrayList<String>();
        String next = "";
        while (next != null) {
            var page = when().get(filter + (next.isEmpty() ? "" : "&after=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("items.campaignId", String.class));
            next = page.getString("next");
        }

        // Then
        assertThat(paged).isEqualTo(all).contains("queried", "queried-aborted");
    }

    @Test
    void campaignsAreFoundByState() {
        when().get("/api/campaigns?state=aborted")
                .then()
                .statusCode(200)
                .body("items.campaignId", hasItem("queried-aborted"))
                .body("items.state.unique()", contains("ABORTED"));
    }

    @Test
    void theEventsOfACampaignAreSaidInOrderAndInPages() {
        // When
        var first = when().get("/api/campaigns/queried/events?limit=3").then().statusCode(200);

        // Then
        first.body("items.sequence", contains(1, 2, 3)).body("next", equalTo("3"));
        when().get("/api/campaigns/queried/events?after=3")
                .then()
                .statusCode(200)
                .body("items", hasSize(SCENARIO.events().size() - 3))
                .body("items[0].type", equalTo("GATE_DECIDED"))
                .body("items[0].gate", equalTo("HALTED"))
                .body("items[0].wave", equalTo(1))
                .body("items[0].waveName", equalTo("Canary"))
                .body("items[0].text", containsString("Gate of wave 1 (Canary) halted the campaign"))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @EnumSource
    void orgsAreFoundByTheStateThatTheyAreShownIn(OrgState state) {
        assertThat(keys("queried", "&state=" + state, 7))
                .isEqualTo(expectedKeys(
                        EXPECTED, view -> EXPECTED.campaign().rules().stateOf(view.step(), view.attempt()) == state));
        assertThat(keys("queried-aborted", "&state=" + state, 7))
                .isEqualTo(expectedKeys(
                        EXPECTED_ABORTED,
                        view -> EXPECTED_ABORTED.campaign().rules().stateOf(view.step(), view.attempt()) == state));
    }

    @Test
    void filtersAreCombined() {
        assertThat(keys("queried", "&state=FAILED,RETRYING,SUCCEEDED&wave=2&instance=EU44&orgType=Production", 5))
                .isEqualTo(expectedKeys(
                        EXPECTED,
                        view -> view.wave().equals(Optional.of(2))
                                && List.of(OrgState.FAILED, OrgState.RETRYING, OrgState.SUCCEEDED)
                                        .contains(EXPECTED.campaign().rules().stateOf(view.step(), view.attempt()))
                                && view.org().instanceName().equals("EU44")
                                && view.org().orgType().equals("Production")));
    }

    @ParameterizedTest
    @CsvSource({
        "customer 11, 11",
        "MER 11, 11",
        "199, 1",
        "00D00000000001, 10",
        "00D000000000017, 1",
        "00D000000000017EAA, 1",
        "100%, 0"
    })
    void orgsAreFoundByAnyPartOfTheirNameOrTheBeginningOfTheirKey(String text, int found) {
        given().queryParam("q", text)
                .get("/api/campaigns/queried/orgs")
                .then()
                .statusCode(200)
                .body("items", hasSize(found));
    }

    @Test
    void anOrgIsShownWithItsTimeline() {
        // Given
        var failed = EXPECTED.standings().values().stream()
                .filter(view -> view.step() == Step.FAILED)
                .findFirst()
                .orElseThrow();

        // When
        var answer = when().get("/api/campaigns/queried/orgs/" + failed.id().orgKey());

        // Then
        answer.then()
                .statusCode(200)
                .body("orgKey", equalTo(failed.id().orgKey().value()))
                .body("wave", equalTo(failed.wave().orElseThrow()))
                .body(
                        "waveName",
                        equalTo(CampaignScenario.WAVE_NAMES.get(failed.wave().orElseThrow() - 1)))
                .body(
                        "waveKind",
                        equalTo(CampaignScenario.WAVE_KINDS
                                .get(failed.wave().orElseThrow() - 1)
                                .name()))
                .body(
                        "failure.errorType",
                        equalTo(failed.failure().orElseThrow().errorType()))
                .body("pushRequestId", equalTo("0DV000000000001"))
                .body("timeline[0].what", equalTo("PLANNED"))
                .body("timeline[1].what", equalTo("SCHEDULED"))
                .body("timeline[1].attempt", equalTo(1))
                .body("timeline[-1].what", equalTo("FAILED"));
    }

    @Test
    void anOrgIsShownAcrossCampaignsByEitherFormOfItsKey() {
        when().get("/api/orgs/00D000000000001EAA?limit=1000")
                .then()
                .statusCode(200)
                .body("orgKey", equalTo("00D000000000001"))
                .body("campaigns.campaignId", hasItem("queried"))
                .body("campaigns.find { it.campaignId == 'queried' }.waveName", equalTo("Canary"))
                .body("campaigns.campaignId", hasItem("queried-aborted"))
                .body("campaigns[0].packageName", equalTo("Invoice Engine"));
    }

    @Test
    void orgsAreFoundByAnyPartOfTheirNameAcrossCampaignsInPages() {
        // When
        var keys = new ArrayList<String>();
        String after = null;
        do {
            var page = given().queryParams(after == null ? java.util.Map.of() : java.util.Map.of("after", after))
                    .get("/api/orgs?q=TOMER 19&limit=4")
                    .then()
                    .statusCode(200)
                    .body("items.newest.packageName.unique()", contains("Invoice Engine"))
                    .extract()
                    .jsonPath();
            keys.addAll(page.getList("items.orgKey", String.class));
            after = page.getString("next");
        } while (after != null);

        // Then
        assertThat(keys).doesNotHaveDuplicates().isSorted().contains("00D000000000019", "00D000000000190");
        assertThat(keys).hasSize(11);
    }

    @Test
    void anOrgThatNoPlanNamesIsKeptApartFromOneThatOnlyThisPlanDoesNotName() {
        // Given
        var smaller = CampaignScenario.of(13, "queried-smaller", 40, CampaignScenario.Ending.COMPLETED);
        ViewFixture.publish(broker, smaller.messages());
        view.awaitEqualTo(InMemoryView.of(smaller));

        // Then
        when().get("/api/campaigns/queried-smaller/orgs/00D000000000199")
                .then()
                .statusCode(404)
                .body("standing", equalTo("NOT_PLANNED"));
        when().get("/api/campaigns/queried-smaller/orgs/00D999999999999")
                .then()
                .statusCode(404)
                .body("standing", equalTo("UNKNOWN"));
        when().get("/api/orgs/00D999999999999").then().statusCode(404).body("standing", equalTo("UNKNOWN"));
    }

    @Test
    void anIdInTheWrongCaseIsAnsweredThatIdsAreCaseSensitive() {
        // Given
        var mixed = new OrgKey("00DABcdEFghIJkl");
        var plan = new OrgPlanned(
                "queried-mixed",
                1,
                new OrgDescription(mixed, "Mixed", "Production", "Active", "EU44", Optional.empty(), "04t000000000001"),
                1,
                SCENARIO.plan().getFirst().at());
        ViewFixture.publish(broker, List.of(plan));
        await().until(() ->
                when().get("/api/orgs?q=" + mixed).jsonPath().getList("items").size() == 1);

        // Then
        when().get("/api/orgs/00DABCDEFGHIJKL")
                .then()
                .statusCode(404)
                .body("detail", containsString("case-sensitive"))
                .body("inAnotherCase", contains(mixed.value()));
        when().get("/api/orgs/00d000000000001").then().statusCode(400).body("detail", containsString("case-sensitive"));
    }

    @Test
    void whyAnOrgWasNotUpgradedIsShown() {
        // Given
        var excluded = EXPECTED.standings().values().stream()
                .filter(one -> one.step() == Step.EXCLUDED)
                .findFirst()
                .orElseThrow();
        var leftOut = EXPECTED.standings().values().stream()
                .filter(one -> one.step() == Step.LEFT_OUT)
                .findFirst()
                .orElseThrow();

        // Then
        when().get("/api/campaigns/queried/orgs/" + excluded.id().orgKey())
                .then()
                .body("state", equalTo("EXCLUDED"))
                .body(
                        "excludedReason",
                        equalTo(excluded.excludedReason().orElseThrow().name()))
                .body("explanation", containsString("Excluded by the plan: "));
        when().get("/api/campaigns/queried/orgs/" + leftOut.id().orgKey())
                .then()
                .body("state", equalTo("LEFT_OUT"))
                .body(
                        "leftOut.reason",
                        equalTo(leftOut.leftOut().orElseThrow().reason().name()))
                .body("leftOut.message", equalTo("Not today, says Salesforce."))
                .body("timeline[-1].what", equalTo("LEFT_OUT"));
    }
}
