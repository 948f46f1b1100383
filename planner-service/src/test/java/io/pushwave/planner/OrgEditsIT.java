package io.pushwave.planner;

import static io.pushwave.planner.RegisteredOrgs.key;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels and policies of single orgs: read exactly, and no edit is lost. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OrgEditsIT {
    private static final long SEED = Long.getLong("pushwave.seed", System.nanoTime());
    private static int packages;

    @Inject
    AgroalDataSource dataSource;

    private String org;

    @BeforeEach
    void fill() throws SQLException {
        var packageId = "033E%011d".formatted(++packages);
        RegisteredOrgs.fill(dataSource, packageId, 3);
        org = "/api/packages/" + packageId + "/orgs/" + key(1);
    }

    private String tag(String what) {
        return when().get(org + what).then().statusCode(200).extract().header("ETag");
    }

    private RequestSpecification edit(String what) {
        return given().contentType("application/json").header("If-Match", tag(what));
    }

    private ValidatableResponse put(String what, Object body) {
        return edit(what).body(body).put(org + what).then();
    }

    @Test
    void aPolicyIsWhatWasDecidedUntilItIsLifted() {
        // Given
        when().get(org + "/policy").then().statusCode(200).body("$", equalTo(Map.of()));
        put("/policy", """
                        {"by": "anna", "hold": {"reason": "incident", "until": "2099-12-24T00:00:00.123456789Z"},
                         "pin": {"reason": "certified", "version": "3.4.0.2"}}""")
                .statusCode(200)
                .body("hold.by", equalTo("anna"))
                .body("hold.until", equalTo("2099-12-24T00:00:00.123456Z"))
                .body("pin.version", equalTo("3.4.0.2"))
                .body("optOut", nullValue());

        // When
        put("/policy", """
                        {"by": "ben", "optOut": {"reason": "asked for it"},
                         "hold": {"reason": "incident", "until": "2099-12-24T00:00:00.123456789Z"}}""").statusCode(200);

        // Then
        when().get(org)
                .then()
                .body("org.policy.optOut.by", equalTo("ben"))
                .body("org.policy.hold.by", equalTo("anna"))
                .body("org.policy.pin", nullValue());
        edit("/policy").delete(org + "/policy?by=cy").then().statusCode(204);
        when().get(org + "/policy").then().body("$", equalTo(Map.of()));
    }

    @Test
    void anEditOfWhatWasChangedMeanwhileIsRefusedAndSaysWhatItIsNow() {
        // Given
        var seen = tag("/policy");
        put("/policy", "{\"by\": \"anna\", \"hold\": {\"reason\": \"incident\"}}")
                .statusCode(200);

        // When
        var answer = given().contentType("application/json")
                .header("If-Match", seen)
                .body("{\"by\": \"ben\", \"optOut\": {\"reason\": \"asked\"}}")
                .put(org + "/policy")
                .then();

        // Then
        answer.statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", equalTo(tag("/policy")))
                .body("field", equalTo("If-Match"));
        given().header("If-Match", seen).delete(org + "/policy?by=ben").then().statusCode(412);
        when().get(org + "/policy").then().body("hold.by", equalTo("anna")).body("optOut", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | /policy        | {"by": "anna"}
            DELETE | /policy?by=ann |
            PUT    | /labels        | {"by": "anna", "labels": {}}
            """)
    void whoDoesNotSayWhatIsChangedIsAsked(String method, String path, String body) {
        given().contentType("application/json")
                .body(body == null ? "" : body)
                .request(method, org + path)
                .then()
                .statusCode(428)
                .body("field", equalTo("If-Match"));
        given().contentType("application/json")
                .header("If-Match", "*")
                .body(body == null ? "" : body)
                .request(method, org + path)
                .then()
                .statusCode(400)
                .body("field", equalTo("If-Match"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            /policy | 400 | by             | {"hold": {"reason": "x"}}
            /policy | 400 | hold.reason    | {"by": "anna", "hold": {}}
            /policy | 400 | hold.reason    | {"by": "anna", "hold": {"reason": " "}}
            /policy | 400 | hold.until     | {"by": "anna", "hold": {"reason": "x", "until": "2026-01-01T00:00:00Z"}}
            /policy | 400 | hold.until     | {"by": "anna", "hold": {"reason": "x", "until": "tomorrow"}}
            /policy | 400 | optOut.until   | {"by": "anna", "optOut": {"reason": "x", "until": 5}}
            /policy | 400 | pin.version    | {"by": "anna", "pin": {"reason": "x", "version": "3.4"}}
            /policy | 400 | pin.version    | {"by": "anna", "pin": {"reason": "x"}}
            /policy | 422 | freeze         | {"by": "anna", "freeze": {"reason": "x"}}
            /policy | 422 | hold.untill    | {"by": "anna", "hold": {"reason": "x", "untill": "y"}}
            /labels | 400 | labels         | {"by": "anna"}
            /labels | 400 | by             | {"labels": {}}
            /labels | 400 | labels         | {"by": "anna", "labels": {"Ring": "x"}}
            /labels | 400 | labels.ring    | {"by": "anna", "labels": {"ring": ""}}
            /labels | 400 | labels.ring    | {"by": "anna", "labels": {"ring": "-"}}
            /labels | 400 | labels.ring    | {"by": "anna", "labels": {"ring": null}}
            /labels | 400 | labels.ring    | {"by": "anna", "labels": {"ring": 5}}
            /labels | 400 | ring           | {"by": "anna", "labels": {"ring": "a", "ring": "b"}}
            """)
    void whatBreaksARuleIsRefusedWithItsField(String what, int status, String field, String body) {
        put(what, body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", startsWith(field.equals("labels") ? "" : field));
    }

    @Test
    void labelsAreReplacedAsAWhole() {
        // Given
        put("/labels", "{\"by\": \"anna\", \"labels\": {\"ring\": \"canary\", \"tier\": \"gold\"}}")
                .statusCode(200);

        // When
        put("/labels", "{\"by\": \"ben\", \"labels\": {\"ring\": \"early\"}}").statusCode(200);

        // Then
        when().get(org + "/labels").then().body("labels", equalTo(Map.of("ring", "early")));
        when().get(org).then().body("org.labels", equalTo(Map.of("ring", "early")));
    }

    @Test
    void anOrgHasFiftyLabelsAtMost() {
        var labels = new HashMap<String, String>();
        for (int number = 0; number < 51; number++) {
            labels.put("label" + number, "x");
        }

        put("/labels", Map.of("by", "anna", "labels", labels))
                .statusCode(400)
                .body("rule", equalTo("the org would have 51 labels, at most 50 are allowed"));
    }

    @Test
    void anyTextIsRefusedWithItsFieldOrComesOutUnchanged() {
        System.out.printf("replay with -Dpushwave.seed=%d%n", SEED);
        var texts = new RandomTexts(SEED);
        for (int number = 0; number < 40; number++) {
            var text = number % 2 == 0 ? texts.wild() : texts.tame();
            boolean said = RandomTexts.isStorable(text) && !text.isBlank() && !text.equals("-");
            checkLabel(text, said && text.length() <= 255);
            checkReason(text, RandomTexts.isStorable(text) && !text.isBlank() && text.length() <= 2_000);
        }
    }

    private void checkLabel(String text, boolean taken) {
        var answer = put("/labels", escaped("{\"by\": \"anna\", \"labels\": {\"ring\": \"%s\"}}", text));
        if (taken) {
            answer.statusCode(200);
            assertThat(when().get(org).<String>path("org.labels.ring")).isEqualTo(text);
        } else {
            answer.statusCode(400).body("field", equalTo("labels.ring"));
        }
    }

    private void checkReason(String text, boolean taken) {
        var answer = put("/policy", escaped("{\"by\": \"anna\", \"hold\": {\"reason\": \"%s\"}}", text));
        if (taken) {
            answer.statusCode(200);
            assertThat(when().get(org).<String>path("org.policy.hold.reason")).isEqualTo(text);
        } else {
            answer.statusCode(400).body("field", equalTo("hold.reason"));
        }
    }

    /** In escapes, as half a character cannot be sent otherwise. */
    private static String escaped(String json, String text) {
        var escapes = new StringBuilder();
        text.chars().forEach(unit -> escapes.append("\\u%04x".formatted(unit)));
        return json.formatted(escapes);
    }
}
