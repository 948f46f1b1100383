package io.pushwave.status.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.pushwave.http.doors.ProblemExamples;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ReleaseScenario;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says of itself, against what it answers: no field that is not described, and none in another form. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OpenApiIT {
    private static final CampaignScenario SCENARIO =
            CampaignScenario.of(21, "described", 120, CampaignScenario.Ending.COMPLETED);
    private static final ObjectMapper JSON = new ObjectMapper();

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @BeforeEach
    void foldACampaign() {
        var all = new ArrayList<>(SCENARIO.messages());
        all.addAll(SCENARIO.strays(3, 30));
        ViewFixture.publish(broker, all);
        view.awaitEqualTo(InMemoryView.of(SCENARIO.campaignId(), all));
        var releases = ReleaseScenario.of(21, "described", "033000000000021", 8, Instant.parse("2026-11-22T10:00:00Z"));
        ViewFixture.publish(broker, releases.reports());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/api/releases?outcome=REJECTED&packageId=033000000000021")
                                .jsonPath()
                                .getList("items")
                                .size()
                        == 4);
    }

    private static JsonNode document() throws Exception {
        var document = JSON.readTree(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        close(document);
        return document;
    }

    /** Takes back the permission to have further fields, which JSON Schema gives where nothing is said. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("properties")
                && object.get("properties").isObject()
                && object.path("type").asText().equals("object")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiIT::close);
    }

    private static List<String> faults(JsonNode document, String path, int status, String mediaType, String body)
            throws Exception {
        var schema = document.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path(Integer.toString(status))
                .path("content")
                .path(mediaType)
                .path("schema");
        assertThat(schema.isMissingNode())
                .as("%s says nothing of %d as %s", path, status, mediaType)
                .isFalse();
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        whole,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build())
                .validate(JSON.readTree(body))
                .stream()
                .map(message -> message.getInstanceLocation() + ": " + message.getMessage())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /api/campaigns                             | /api/campaigns?limit=5
        /api/campaigns/{campaignId}                | /api/campaigns/described
        /api/campaigns/{campaignId}/waves          | /api/campaigns/described/waves
        /api/campaigns/{campaignId}/events         | /api/campaigns/described/events
        /api/campaigns/{campaignId}/orgs           | /api/campaigns/described/orgs
        /api/campaigns/{campaignId}/orgs           | /api/campaigns/described/orgs?state=FAILED,RETRYING
        /api/campaigns/{campaignId}/orgs/{orgKey}  | /api/campaigns/described/orgs/00D000000000001
        /api/campaigns/{campaignId}/orgs/{orgKey}  | /api/campaigns/described/orgs/00D000000000010
        /api/campaigns/{campaignId}/stray-results  | /api/campaigns/described/stray-results
        /api/orgs                                  | /api/orgs?q=customer
        /api/orgs/{orgKey}                         | /api/orgs/00D000000000001
        /api/releases                              | /api/releases?packageId=033000000000021
        /api/releases                              | /api/releases?limit=3
        /api/releases                              | /api/releases?packageId=033000000000021&outcome=REJECTED
        /api/health-of-services                    | /api/health-of-services
        """)
    void everyAnswerIsAsTheDocumentSays(String path, String address) throws Exception {
        var body = given().get(address).then().statusCode(200).extract().asString();

        assertThat(faults(document(), path, 200, "application/json", body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | /api/campaigns                            | /api/campaigns?limit=0
        400 | /api/campaigns/{campaignId}               | /api/campaigns/a%00b
        400 | /api/campaigns/{campaignId}/waves         | /api/campaigns/a%00b/waves
        400 | /api/campaigns/{campaignId}/events        | /api/campaigns/described/events?after=x
        400 | /api/campaigns/{campaignId}/orgs          | /api/campaigns/described/orgs?state=x
        400 | /api/campaigns/{campaignId}/orgs/{orgKey} | /api/campaigns/described/orgs/x
        400 | /api/campaigns/{campaignId}/stray-results | /api/campaigns/described/stray-results?limit=x
        400 | /api/campaigns/{campaignId}/stream        | /api/campaigns/described/stream?after=x
        400 | /api/orgs                                 | /api/orgs
        400 | /api/releases                             | /api/releases?outcome=x
        400 | /api/orgs/{orgKey}                        | /api/orgs/x
        422 | /api/campaigns                            | /api/campaigns?stat=FAILED
        404 | /api/campaigns/{campaignId}               | /api/campaigns/nowhere
        404 | /api/campaigns/{campaignId}/orgs/{orgKey} | /api/campaigns/described/orgs/00D999999999999
        404 | /api/orgs/{orgKey}                        | /api/orgs/00D999999999999
        """)
    void everyRefusalIsAsTheDocumentSays(int status, String path, String address) throws Exception {
        var body = given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(status)
                .extract()
                .asString();

        assertThat(faults(document(), path, status, "application/problem+json", body))
                .isEmpty();
    }

    @Test
    void everyOperationHasANameASummaryAndItsRefusals() throws Exception {
        // When
        var document = document();

        // Then
        assertThat(ProblemExamples.missing(document)).isEmpty();
        var paths = document.path("paths");
        Set<String> names = new HashSet<>();
        paths.properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .forEach(path -> {
                    var operation = path.getValue().path("get");
                    assertThat(names.add(operation.path("operationId").asText()))
                            .as(path.getKey())
                            .isTrue();
                    assertThat(operation.path("operationId").asText())
                            .as(path.getKey())
                            .matches("[a-z][A-Za-z]+");
                    assertThat(operation.path("summary").asText())
                            .as(path.getKey())
                            .isNotBlank();
                    assertThat(operation.path("responses").has("200"))
                            .as(path.getKey())
                            .isTrue();
                    operation
                            .path("parameters")
                            .forEach(parameter -> assertThat(parameter.has("example") || parameter.has("description"))
                                    .as(path.getKey() + " " + parameter)
                                    .isTrue());
                });
        assertThat(names).hasSize(12);
    }
}
