package io.pushwave.planner;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be read, or ask for what nobody does: each is refused with field, value and rule. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class RequestValidationIT {
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
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "state=GONE"})
    void aParameterOutOfItsRangeIsRefused(String parameter) {
        when().get("/api/campaigns?" + parameter)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(parameter.substring(0, parameter.indexOf('='))))
                .body("value", equalTo(parameter.substring(parameter.indexOf('=') + 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "400 | by     | {\"by\": 5}",
                "400 | by     | {\"by\": true}",
                "400 | by     | {\"by\": [\"anna\"]}",
                "400 | by     | {\"by\": {\"name\": \"anna\"}}",
                "400 | by     | {\"by\": null, \"reason\": \"x\"}",
                "400 | by     | {\"by\": \"anna\", \"by\": \"berta\"}",
                "400 | by     | {\"by\": \"a \\u0000\"}",
                "400 | reason | {\"by\": \"anna\", \"reason\": \"x \\u0000\"}",
                "400 | reason | {\"by\": \"anna\", \"reason\": \"x \\ud83d\"}",
                "400 | reason | {\"by\": \"anna\", \"reason\": 7.5}",
                "422 | dryRun | {\"by\": \"anna\", \"dryRun\": true}",
                "422 | Reason | {\"by\": \"anna\", \"Reason\": \"x\"}",
                "400 | body   | [\"anna\"]",
                "400 | body   | \"anna\"",
                "400 | by     | null",
                "400 | body   | {by",
                "400 | body   | {\"by\": \"anna\"} {}",
            })
    void aBrakeIsReadExactlyOrRefusedWithFieldAndRule(int status, String field, String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/campaigns/any/abort")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", not(emptyOrNullString()))
                .body("rule", not(containsString("io.pushwave")))
                .body("rule", not(containsString("java.")));
    }

    @Test
    void aNameThatIsTooLongIsRefusedWithBothNumbers() {
        given().contentType("application/json")
                .body(Map.of("by", "a".repeat(201)))
                .post("/api/campaigns/any/abort")
                .then()
                .statusCode(400)
                .body("rule", equalTo("by has 201 characters, at most 200 are allowed"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/campaigns/any/abort?dryRun=true, 422, dryRun",
        "GET,  /api/campaigns?stat=RUNNING,          422, stat",
        "GET,  /api/campaigns?limit=1&limit=2,       400, limit",
        "GET,  /api/campaigns?after=%00,             400, after",
        "GET,  /api/campaigns/%00,                   400, path",
        "GET,  /api/campaigns/%20,                   400, campaignId",
        "POST, /api/campaigns/a%00b/halt,            400, path",
        "GET,  /api/releases/%00,                    400, path",
        "GET,  /api/releases?source=%00,             400, source",
        "GET,  /api/releases?id=a%00,                400, id",
        "GET,  /api/releases?package=033000000000001AAB, 400, package",
        "GET,  /api/releases?state=GONE,             400, state",
        "POST, /api/releases?dryRun=true,            422, dryRun",
    })
    void whatAPathOrAQueryCannotSayIsRefused(String method, String path, int status, String field) {
        given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"by\": \"anna\"}")
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", not(emptyOrNullString()));
    }
}
