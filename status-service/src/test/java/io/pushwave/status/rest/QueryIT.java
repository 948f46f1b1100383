package io.pushwave.status.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignStory;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ViewFixture;
import io.pushwave.status.domain.OrgState;
import io.pushwave.status.domain.OrgView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class QueryIT {
    private static final CampaignStory STORY = CampaignStory.of(11, "queried", 200, CampaignStory.Ending.HALTED);
    private static final CampaignStory ABORTED =
            CampaignStory.of(12, "queried-aborted", 200, CampaignStory.Ending.ABORTED);
    private static final InMemoryView EXPECTED = InMemoryView.of(STORY);
    private static final InMemoryView EXPECTED_ABORTED = InMemoryView.of(ABORTED);

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @BeforeEach
    void foldTwoCampaigns() {
        ViewFixture.publish(broker, STORY.messages());
        ViewFixture.publish(broker, ABORTED.messages());
        view.awaitEqualTo(EXPECTED);
        view.awaitEqualTo(EXPECTED_ABORTED);
    }

    private static List<String> expectedKeys(InMemoryView expected, Predicate<OrgView> wanted) {
        return expected.orgs().values().stream()
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
        when().get("/api/campaigns/queried")
                .then()
                .statusCode(200)
                .body("campaignId", equalTo("queried"))
                .body("state", equalTo("HALTED"))
                .body("packageName", equalTo("Invoice Engine"))
                .body("requestedBy", equalTo("release-bot"))
                .body("createdAt", equalTo("2026-11-22T10:00:01Z"))
                .body("endedAt", nullValue())
                .body("orgs.planned", equalTo((int) orgs.planned()))
                .body("orgs.succeeded", equalTo((int) orgs.succeeded()))
                .body("orgs.waiting", equalTo((int) orgs.waiting()))
                .body("orgs.excluded", equalTo(20))
                .body("excludedByReason.values().sum()", equalTo(20))
                .body("waves.number", contains(1, 2, 3))
                .body("waves.state", contains("PASSED", "HALTED", "WAITING"))
                .body("waves.gate", contains("PASSED", "HALTED", null))
                .body("waves[0].gateReason", equalTo("Few enough orgs failed."))
                .body("waves[0].gateNumbers.toleratedFailures", equalTo(5))
                .body("waves[0].openedAt", notNullValue());
    }

    @Test
    void wavesAreAListOfTheirOwn() {
        when().get("/api/campaigns/queried/waves").then().statusCode(200).body("number", contains(1, 2, 3));
    }

    @Test
    void campaignsAreListedNewestFirstInPages() {
        // Given
        var filter = "/api/campaigns?packageVersionId=" + CampaignStory.VERSION_ID + "&limit=1";
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
    void theEventsOfACampaignAreToldInOrderAndInPages() {
        // When
        var first = when().get("/api/campaigns/queried/events?limit=3").then().statusCode(200);

        // Then
        first.body("items.sequence", contains(1, 2, 3)).body("next", equalTo("3"));
        when().get("/api/campaigns/queried/events?after=3")
                .then()
                .statusCode(200)
                .body("items", hasSize(STORY.events().size() - 3))
                .body("items[0].type", equalTo("GATE_DECIDED"))
                .body("items[0].gate", equalTo("HALTED"))
                .body("items[0].text", containsString("Gate of wave 1 halted the campaign"))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @EnumSource
    void orgsAreFoundByTheStateThatTheyAreToldAs(OrgState state) {
        assertThat(keys("queried", "&state=" + state, 7))
                .isEqualTo(expectedKeys(
                        EXPECTED, view -> EXPECTED.campaign().rules().told(view.step(), view.attempt()) == state));
        assertThat(keys("queried-aborted", "&state=" + state, 7))
                .isEqualTo(expectedKeys(
                        EXPECTED_ABORTED,
                        view -> EXPECTED_ABORTED.campaign().rules().told(view.step(), view.attempt()) == state));
    }

    @Test
    void filtersAreCombined() {
        assertThat(keys("queried", "&state=FAILED,RETRYING,SUCCEEDED&wave=2&instance=EU44&orgType=Production", 5))
                .isEqualTo(expectedKeys(
                        EXPECTED,
                        view -> view.wave().equals(java.util.Optional.of(2))
                                && List.of(OrgState.FAILED, OrgState.RETRYING, OrgState.SUCCEEDED)
                                        .contains(EXPECTED.campaign().rules().told(view.step(), view.attempt()))
                                && view.org()
                                        .orElseThrow()
                                        .value()
                                        .instanceName()
                                        .equals("EU44")
                                && view.org().orElseThrow().value().orgType().equals("Production")));
    }

    @ParameterizedTest
    @CsvSource({"customer 11, 11", "00D00000000001, 10", "00D000000000017, 1", "00D000000000017EAA, 1", "100%, 0"})
    void orgsAreFoundByTheBeginningOfTheirNameOrKey(String text, int found) {
        given().queryParam("q", text)
                .get("/api/campaigns/queried/orgs")
                .then()
                .statusCode(200)
                .body("items", hasSize(found));
    }

    @Test
    void anOrgIsToldWithItsTimeline() {
        // Given
        var failed = EXPECTED.orgs().values().stream()
                .filter(view -> view.currentFailure().isPresent())
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
                        "failure.errorType",
                        equalTo(failed.currentFailure().orElseThrow().errorType()))
                .body("pushRequestId", equalTo("0DV000000000001"))
                .body("timeline[0].what", equalTo("PLANNED"))
                .body("timeline[1].what", equalTo("SCHEDULED"))
                .body("timeline[1].attempt", equalTo(1))
                .body("timeline[-1].what", equalTo("FAILED"));
    }

    @Test
    void anOrgIsToldAcrossCampaignsByEitherFormOfItsKey() {
        when().get("/api/orgs/00D000000000001EAA?limit=1000")
                .then()
                .statusCode(200)
                .body("orgKey", equalTo("00D000000000001"))
                .body("campaigns.campaignId", hasItem("queried"))
                .body("campaigns.campaignId", hasItem("queried-aborted"))
                .body("campaigns[0].packageName", equalTo("Invoice Engine"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/campaigns?limit=0                      | limit            | 0",
                "/api/campaigns?limit=1001                   | limit            | 1001",
                "/api/campaigns?limit=many                   | limit            | many",
                "/api/campaigns?after=nowhere                | after            | nowhere",
                "/api/campaigns?state=DONE                   | state            | DONE",
                "/api/campaigns?packageVersionId=033000      | packageVersionId | 033000",
                "/api/campaigns/queried/events?after=-1      | after            | -1",
                "/api/campaigns/queried/orgs?state=DONE      | state            | DONE",
                "/api/campaigns/queried/orgs?wave=0          | wave             | 0",
                "/api/campaigns/queried/orgs?after=1         | after            | 1",
                "/api/campaigns/queried/orgs/00D1            | orgKey           | 00D1",
                "/api/orgs/00D000000000001AAB                | orgKey           | 00D000000000001AAB",
                "/api/campaigns/queried/stream?after=x       | after            | x"
            })
    void aValueThatBreaksARuleIsNamed(String address, String field, String value) {
        when().get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("value", equalTo(value))
                .body("rule", notNullValue())
                .body("detail", containsString(value));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/campaigns/nowhere",
        "/api/campaigns/nowhere/waves",
        "/api/campaigns/nowhere/events",
        "/api/campaigns/nowhere/orgs",
        "/api/campaigns/nowhere/orgs/00D000000000001",
        "/api/campaigns/nowhere/stream",
        "/api/campaigns/queried/orgs/00D999999999999",
        "/api/orgs/00D999999999999"
    })
    void whatIsNotKnownIsNotFound(String address) {
        when().get(address)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("field", notNullValue());
    }

    @Test
    void theApiDescribesItselfAndTheConsoleIsServed() {
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Pushwave status"))
                .body("paths.keySet()", hasItem("/api/campaigns/{campaignId}/orgs"));
        when().get("/").then().statusCode(200).body(containsString("pushwave-console"));
    }
}
