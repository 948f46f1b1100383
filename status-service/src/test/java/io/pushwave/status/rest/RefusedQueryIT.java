package io.pushwave.status.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request cannot be answered with is said in a problem that names the value and the rule. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class RefusedQueryIT {
    private static final CampaignScenario SCENARIO =
            CampaignScenario.of(11, "queried", 200, CampaignScenario.Ending.HALTED);

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @BeforeEach
    void foldACampaign() {
        ViewFixture.publish(broker, SCENARIO.messages());
        view.awaitEqualTo(InMemoryView.of(SCENARIO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/campaigns?limit=0                      | limit            | 0",
                "/api/campaigns?limit=1001                   | limit            | 1001",
                "/api/campaigns?limit=many                   | limit            | many",
                "/api/campaigns?after=nowhere                | after            | nowhere",
                "/api/campaigns?after=KzEwMDAwMDAtMDEtMDFUMDA6MDA6MDBafng | after |"
                        + " KzEwMDAwMDAtMDEtMDFUMDA6MDA6MDBafng",
                "/api/campaigns?limit=                       | limit            | ''",
                "/api/campaigns?limit=99999999999999999999   | limit            | 99999999999999999999",
                "/api/campaigns?state=                       | state            | ''",
                "/api/campaigns/queried/orgs?wave=99999999999 | wave            | 99999999999",
                "/api/campaigns/queried/stray-results?after=1 | after           | 1",
                "/api/orgs?q=                                | q                | ''",
                "/api/orgs?q=customer&after=x                | after            | x",
                "/api/orgs/00d000000000001                   | orgKey           | 00d000000000001",
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
        "/api/campaigns?stat=FAILED, stat, known are after",
        "/api/campaigns/queried?limit=1, limit, there are no parameters",
    })
    void aParameterThatNobodyReadsIsRefused(String address, String field, String rule) {
        when().get(address)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", containsString(rule));
    }

    @Test
    void aSearchForNothingIsRefused() {
        when().get("/api/orgs")
                .then()
                .statusCode(400)
                .body("field", equalTo("q"))
                .body("rule", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/campaigns/a%00b, path",
        "/api/campaigns/a%00b/waves, path",
        "/api/campaigns/a%00b/events, path",
        "/api/campaigns/a%00b/orgs, path",
        "/api/campaigns/a%00b/orgs/00D000000000001, path",
        "/api/campaigns/a%00b/stray-results, path",
        "/api/campaigns/a%00b/stream, path",
        "/api/campaigns/queried/orgs?q=a%00b, q",
        "/api/campaigns/queried/orgs?instance=a%00b, instance",
        "/api/campaigns/queried/orgs?orgType=a%00b, orgType",
        "/api/campaigns/queried/orgs?state=a%00b, state",
        "/api/campaigns/queried/orgs?after=a%00b, after",
        "/api/campaigns?packageVersionId=a%00b, packageVersionId",
        "/api/campaigns?after=MjAyNi0xMS0yMlQxMDowMDowMFp-AA, after",
        "/api/orgs?q=a%00b, q",
        "/api/orgs/00D%00, path"
    })
    void aNulIsRefusedWhereverItStands(String address, String field) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/campaigns/nowhere",
        "/api/campaigns/nowhere/waves",
        "/api/campaigns/nowhere/events",
        "/api/campaigns/nowhere/orgs",
        "/api/campaigns/nowhere/orgs/00D000000000001",
        "/api/campaigns/nowhere/stream",
        "/api/campaigns/nowhere/stray-results",
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
}
