package io.pushwave.planner;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.http.doors.ProblemExamples;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The planner's answers are what its OpenAPI document says. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OpenApiIT {
    KafkaBroker broker;

    private final ObjectMapper json = new ObjectMapper();

    private JsonNode document() {
        return read(when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void everyOperationHasAnIdAndSaysHowItsErrorsLook() {
        // When
        var document = document();

        // Then
        var ids = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getValue().has("responses") || !path.getKey().startsWith("/api/")) {
                        return;
                    }
                    var place = operation.getKey() + " " + path.getKey();
                    ids.add(operation.getValue().path("operationId").asText());
                    var errors = operation.getValue().path("responses").properties().stream()
                            .filter(answer -> answer.getKey().compareTo("400") >= 0)
                            .toList();
                    assertThat(errors).as(place).isNotEmpty();
                    errors.forEach(answer -> assertThat(resolved(document, answer.getValue())
                                    .at("/content/application~1problem+json/schema")
                                    .isMissingNode())
                            .as(place + " " + answer.getKey())
                            .isFalse());
                }));
        assertThat(ProblemExamples.missing(document)).isEmpty();
        assertThat(ids).hasSize(24).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void everyAnswerIsWhatTheDocumentSays() {
        // Given
        var document = document();
        try (var executor = new SimulatedExecutor(broker.bootstrapServers())) {
            var campaign = executor.campaignOf(executor.eligible(5));
            executor.awaitCommands(campaign, 1);
            var halted = brake(campaign, "halt");
            var resumed = brake(campaign, "resume");
            executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);
            var release = read(
                    when().get("/api/releases?package=" + executor.packageId).asString());

            // When
            var faults = new ArrayList<String>();
            check(document, "/api/campaigns", "get", "200", get("/api/campaigns"), faults);
            check(document, "/api/campaigns/{campaignId}", "get", "200", get("/api/campaigns/" + campaign), faults);
            check(document, "/api/campaigns/{campaignId}", "get", "404", get("/api/campaigns/none"), faults);
            check(document, "/api/campaigns/{campaignId}/halt", "post", "200", halted, faults);
            check(document, "/api/campaigns/{campaignId}/resume", "post", "200", resumed, faults);
            check(document, "/api/campaigns/{campaignId}/abort", "post", "409", brake(campaign, "abort"), faults);
            check(document, "/api/releases", "get", "200", release, faults);
            check(
                    document,
                    "/api/releases/{releaseId}",
                    "get",
                    "200",
                    get("/api/releases/" + release.at("/items/0/releaseId").asText()),
                    faults);
            check(document, "/api/releases", "get", "400", get("/api/releases?limit=0"), faults);
            checkStrategies(document, faults);

            // Then
            assertThat(faults).isEmpty();
            assertThat(get("/api/campaigns/" + campaign).at("/strategy/name").asText())
                    .isEqualTo("default");
        }
    }

    private void checkStrategies(JsonNode document, List<String> faults) {
        var one = "/api/strategies/{name}";
        check(document, "/api/strategies", "get", "200", get("/api/strategies"), faults);
        check(document, one, "get", "200", get("/api/strategies/standard"), faults);
        check(document, one, "get", "404", get("/api/strategies/none"), faults);
        check(document, one + "/versions", "get", "200", get("/api/strategies/standard/versions"), faults);
        check(
                document,
                one,
                "put",
                "201",
                putStrategy("*", "{\"description\": \"x\", \"waves\": [{\"name\": \"A\"}]}"),
                faults);
        check(
                document,
                one,
                "put",
                "412",
                putStrategy("*", "{\"description\": \"y\", \"waves\": [{\"name\": \"A\"}]}"),
                faults);
        check(document, one, "put", "400", putStrategy("*", "{}"), faults);
    }

    private JsonNode putStrategy(String ifNoneMatch, String strategy) {
        return read(given().contentType("application/json")
                .header("If-None-Match", ifNoneMatch)
                .body("{\"by\": \"anna\", \"document\": " + strategy + "}")
                .put("/api/strategies/described")
                .asString());
    }

    @Test
    void everyAnswerAboutOrgsIsWhatTheDocumentSays() {
        // Given
        var document = document();
        try (var executor = new SimulatedExecutor(broker.bootstrapServers())) {
            var orgs = new RegisteredOrgs(executor);
            orgs.feed(executor.eligible(5));
            var org = orgs.path() + "/" + RegisteredOrgs.key(1);
            var inDocument = "/api/packages/{packageId}/orgs";
            var imports = "/api/packages/{packageId}/org-labels/import";
            var importing = orgs.path().replace("/orgs", "/org-labels/import?by=anna");

            // When
            var faults = new ArrayList<String>();
            var policy = put(
                    org + "/policy",
                    Map.of(
                            "by", "anna",
                            "hold", Map.of("reason", "incident", "until", "2099-12-24T00:00:00Z"),
                            "pin", Map.of("reason", "certified", "version", "1.2.3.4")));
            check(document, inDocument + "/{orgKey}/policy", "put", "200", policy, faults);
            check(document, inDocument + "/{orgKey}/policy", "get", "200", get(org + "/policy"), faults);
            var labels = put(org + "/labels", Map.of("by", "anna", "labels", Map.of("ring", "canary")));
            check(document, inDocument + "/{orgKey}/labels", "put", "200", labels, faults);
            check(document, inDocument + "/{orgKey}/labels", "get", "200", get(org + "/labels"), faults);
            check(document, inDocument, "get", "200", get(orgs.path()), faults);
            check(document, inDocument + "/{orgKey}", "get", "200", get(org), faults);
            check(document, inDocument + "/{orgKey}", "get", "404", get(orgs.path() + "/00D000000009999"), faults);
            var line = "{\"orgKey\": \"00D000000000002\", \"labels\": {\"ring\": \"%s\"}}";
            check(document, imports, "post", "200", imported(importing, line.formatted("early")), faults);
            check(document, imports, "post", "422", imported(importing, line.formatted("-")), faults);
            check(document, imports, "post", "422", imported(importing + "&dryRun=true", line), faults);

            // Then
            assertThat(faults).isEmpty();
        }
    }

    private JsonNode put(String path, Object body) {
        return read(given().contentType("application/json")
                .header("If-Match", when().get(path).header("ETag"))
                .body(body)
                .put(path)
                .asString());
    }

    private JsonNode imported(String path, String line) {
        return read(RawHttp.post(
                        path, Map.of("content-type", "application/x-ndjson"), line.getBytes(StandardCharsets.UTF_8))
                .body());
    }

    private JsonNode get(String path) {
        return read(when().get(path).asString());
    }

    private JsonNode brake(String campaign, String brake) {
        return read(given().contentType("application/json")
                .body(Map.of("by", "anna"))
                .post("/api/campaigns/" + campaign + "/" + brake)
                .asString());
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        var found = node;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    private static void check(
            JsonNode document, String path, String method, String status, JsonNode answer, List<String> faults) {
        var response = resolved(
                document,
                document.path("paths").path(path).path(method).path("responses").path(status));
        var schema = response.path("content").properties().stream()
                .findFirst()
                .map(content -> content.getValue().path("schema"));
        if (schema.isEmpty()) {
            faults.add(method + " " + path + " has no schema for " + status);
            return;
        }
        conform(document, schema.get(), answer, method + " " + path + " " + status, faults);
    }

    /** As much of JSON Schema as the document uses: types, required and known members, formats of times and durations. */
    private static void conform(JsonNode document, JsonNode given, JsonNode value, String place, List<String> faults) {
        var schema = resolved(document, given);
        if (schema.isBoolean() && schema.booleanValue()) {
            // Anything, as the document says in another place what.
            return;
        }
        for (var choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.path(choice).has(0)) {
                conform(document, schema.path(choice).path(0), value, place, faults);
                return;
            }
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        switch (type) {
            case "object" -> {
                schema.path("required").forEach(name -> {
                    if (!value.has(name.asText())) {
                        faults.add(place + "." + name.asText() + " is missing");
                    }
                });
                value.properties().forEach(member -> {
                    var known = schema.path("properties").path(member.getKey());
                    var other = schema.path("additionalProperties");
                    if (known.isMissingNode() && other.isMissingNode()) {
                        faults.add(place + "." + member.getKey() + " is not in the document");
                    } else {
                        conform(
                                document,
                                known.isMissingNode() ? other : known,
                                member.getValue(),
                                place + "." + member.getKey(),
                                faults);
                    }
                });
                if (!value.isObject()) {
                    faults.add(place + " is " + value + ", no object");
                }
            }
            case "array" -> value.forEach(item -> conform(document, schema.path("items"), item, place + "[]", faults));
            case "string" -> {
                if (!value.isTextual()) {
                    faults.add(place + " is " + value + ", no string");
                }
            }
            case "integer" -> {
                if (!value.isIntegralNumber()) {
                    faults.add(place + " is " + value + ", no integer");
                }
            }
            case "number" -> {
                if (!value.isNumber()) {
                    faults.add(place + " is " + value + ", no number");
                }
            }
            case "boolean" -> {
                if (!value.isBoolean()) {
                    faults.add(place + " is " + value + ", no boolean");
                }
            }
            default -> faults.add(place + " has no type in the document: " + schema);
        }
    }
}
