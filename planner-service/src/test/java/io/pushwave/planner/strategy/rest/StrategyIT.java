package io.pushwave.planner.strategy.rest;

import static io.pushwave.planner.strategy.rest.StrategyRequests.document;
import static io.pushwave.planner.strategy.rest.StrategyRequests.ifMatch;
import static io.pushwave.planner.strategy.rest.StrategyRequests.ifNew;
import static io.pushwave.planner.strategy.rest.StrategyRequests.put;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.planner.strategy.json.DocumentSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategies read and changed over HTTP. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StrategyIT {
    private static final String NOBODYS = "no-such-strategy";

    private final String name = "it-" + Long.toHexString(System.nanoTime());

    private void create() {
        StrategyRequests.create(name);
    }

    private List<Integer> versions() {
        return StrategyRequests.versions(name);
    }

    @Test
    void theStrategiesOfTheServiceAndOfItsSettingsAreThere() {
        when().get("/api/strategies?limit=200")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("cautious", "critical-security", "default", "internal-only", "standard"))
                .body("items.find { it.name == 'internal-only' }.description", containsString("test orgs"));
        when().get("/api/strategies/default?version=1")
                .then()
                .statusCode(200)
                .body("createdBy", equalTo("planner (settings)"))
                .body("document.bake", equalTo("PT0.2S"))
                .body("document.waves[1].size.percentage", equalTo(25))
                .body("kinds", equalTo(List.of("SHARE", "SHARE", "REST")));
    }

    @Test
    void theSchemaIsPublishedAsItIs() {
        // When
        var answer = when().get("/api/strategies/schema");

        // Then
        answer.then().statusCode(200).contentType("application/schema+json");
        assertThat(answer.asString()).isEqualTo(DocumentSchema.text());
    }

    @Test
    void aNewStrategyIsItsFirstVersionAndIsFoundByName() {
        // When
        var created = put(name, ifNew(), document("first"));

        // Then
        created.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", endsWith("/api/strategies/" + name))
                .body("version", equalTo(1))
                .body("createdBy", equalTo("anna"));
        var found = when().get("/api/strategies/" + name);
        found.then().statusCode(200).header("ETag", "\"1\"");
        assertThat(found.asString()).isEqualTo(created.asString());
    }

    @Test
    void aChangeIsTheNextVersionAndTheOneBeforeStaysAsItWas() {
        // Given
        create();

        // When
        put(name, ifMatch(1), document("second"))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2));

        // Then
        when().get("/api/strategies/" + name)
                .then()
                .header("ETag", "\"2\"")
                .body("document.description", equalTo("second"));
        when().get("/api/strategies/" + name + "?version=1")
                .then()
                .header("ETag", "\"1\"")
                .body("document.description", equalTo("first"));
        assertThat(versions()).containsExactly(2, 1);
    }

    @Test
    void versionsAndStrategiesArePaged() {
        // Given
        create();
        put(name, ifMatch(1), document("second")).then().statusCode(200);
        put(name, ifMatch(2), document("third")).then().statusCode(200);

        // Then
        when().get("/api/strategies/" + name + "/versions?limit=2")
                .then()
                .body("items.version", equalTo(List.of(3, 2)))
                .body("items.description", equalTo(List.of("third", "second")))
                .body("next", equalTo("2"));
        when().get("/api/strategies/" + name + "/versions?limit=2&after=2")
                .then()
                .body("items.version", equalTo(List.of(1)))
                .body("next", nullValue());
        when().get("/api/strategies?limit=1&after=cautious")
                .then()
                .body("items.name", equalTo(List.of("critical-security")))
                .body("next", equalTo("critical-security"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"waves\":[{\"canary\":false,\"name\":\"\\u0041ll\"}],\"description\":\"first\"}",
                "{\"description\": \"first\", \"bake\": \"PT1800S\", \"waves\": [{\"name\": \"All\","
                        + " \"size\": {\"kind\": \"ALL\"}}]}"
            })
    void theSameDocumentInAnotherSpellingMakesNoNewVersion(String spelling) {
        // Given
        create();

        // When
        var answer = put(name, ifMatch(1), spelling);

        // Then
        answer.then().statusCode(200).header("ETag", "\"1\"").body("version", equalTo(1));
        assertThat(versions()).containsExactly(1);
    }

    @Test
    void aBuiltInStrategyIsChangedAsAnyOtherIs() {
        // Given
        int version = when().get("/api/strategies/cautious").path("version");

        // When
        var changed = put("cautious", ifMatch(version), document("ours " + name));

        // Then
        changed.then().statusCode(200).body("version", equalTo(version + 1)).body("createdBy", equalTo("anna"));
        when().get("/api/strategies/cautious?version=1")
                .then()
                .body("createdBy", equalTo("planner (built in)"))
                .body("document.customers.sandboxesFirst", equalTo(true));
    }

    @Test
    void everyRuleThatADocumentBreaksIsNamed() {
        put(name, ifNew(), """
                {"description": "", "bake": "soon",
                 "waves": [{"name": "A", "size": {"kind": "PERCENTAGE", "percentage": 0}}]}""")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "violations.field",
                        hasItems("document.description", "document.bake", "document.waves[0].size.percentage"))
                .body("violations.find { it.field == 'document.bake' }.value", equalTo("soon"))
                .body(
                        "violations.find { it.field == 'document.waves[0].size.percentage' }.rule",
                        equalTo("document.waves[0].size.percentage is 0, 1 to 100 is expected"))
                .body("field", not(empty()))
                .body("rule", not(empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                             | 400 | by
            {}                                                             | 400 | by
            {"by": " ", "document": {}}                                    | 400 | by
            {"by": "anna"}                                                 | 400 | document
            {"by": "anna", "document": null}                               | 400 | document
            {"by": "anna", "document": "standard"}                         | 400 | document
            {"by": "anna", "document": {}}                                 | 400 | document.description
            {"by": "anna", "document": {"description": "x", "waves": []}}  | 400 | document.waves
            {"by": "anna", "document": {"description": "x", "waves": [{"name": "A"}], "slots": "PT7M"}} | 400 | document.slots
            {"by": "anna", "document": {"description": "x", "waves": [{"name": "A"}], "membership": 1e999}} | 400 | document.membership
            {"by": "anna", "document": {"description": "x", "waves": [{"name": "A"}], "dryRun": true}} | 422 | document.dryRun
            {"by": "anna", "document": {"description": "x", "waves": [{"name": "A"}], "#note": 1}} | 422 | document.#note
            {"by": "anna", "document": {}, "dryRun": true}                 | 422 | dryRun
            {"by": "anna", "document": {"description": "x", "description": "y"}} | 400 | description
            """)
    void aRequestThatBreaksARuleIsRefusedWithItsField(String body, int status, String field) {
        given().contentType("application/json")
                .headers(ifNew())
                .body(body)
                .put("/api/strategies/" + name)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        NOBODYS + ",            404, name",
        NOBODYS + "/versions,   404, name",
        "standard?version=9999, 404, version",
        "standard?version=0,    400, version",
        "standard?version=x,    400, version",
        "Standard,              400, name",
        "a%2Fb,                 400, name",
        "standard/versions?after=0, 400, after",
        "standard?colour=red,   422, colour",
    })
    void whatIsNotThereOrCannotBeIsSaid(String path, int status, String field) {
        given().urlEncodingEnabled(false)
                .get("/api/strategies/" + path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }
}
