package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sobjects}: single records and describes, and what request bodies may be. */
final class SObjectTest extends OneSimulator {
    private static final String DATA = "/services/data/v66.0";

    SObjectTest() {
        super(SimulatorSettings.builder().orgs(50).seed(7));
    }

    private static JsonNode field(JsonNode describe, String name) {
        for (var field : describe.path("fields")) {
            if (field.path("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("no field " + name);
    }

    @Test
    void aRecordIsRetrievedWithTheFieldsThatWereAskedForAndItsId() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = client.get(DATA + "/sobjects/packagepushrequest/" + id + "?fields=STATUS");

        // Then
        assertThat(answer.json().propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactly("attributes", "Status", "Id");
    }

    @Test
    void aNewRecordSaysWhereItIs() throws IOException, InterruptedException {
        // When
        var answer = client.post(
                DATA + "/sobjects/PackagePushRequest", "{\"PackageVersionId\":\"" + client.targetVersion() + "\"}");

        // Then
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(client.get(location).json().path("Id"))
                .isEqualTo(answer.json().path("id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/services/data/v66.0/sobjects/packagepushrequest/describe",
                "//services/data/V66.0/SObjects/PackagePushRequest/Describe/",
                "/services/data/v67.0//sobjects//PACKAGEPUSHREQUEST//describe"
            })
    void aDescribeTellsWhatClientsReadOfIt(String path) throws IOException, InterruptedException {
        // When
        var describe = client.get(path).json();

        // Then
        assertThat(describe.path("name").asText()).isEqualTo("PackagePushRequest");
        assertThat(describe.path("label").asText()).isEqualTo("Package Push Request");
        assertThat(describe.path("keyPrefix").asText()).isEqualTo("0DV");
        assertThat(describe.path("createable").asBoolean()).isTrue();
        assertThat(describe.path("deletable").asBoolean(true)).isFalse();
        assertThat(describe.path("urls").path("rowTemplate").asText()).endsWith("/PackagePushRequest/{ID}");
        assertThat(describe.path("childRelationships")
                        .path(0)
                        .path("relationshipName")
                        .asText())
                .isEqualTo("PackagePushJobs");
        assertThat(describe.path("childRelationships").path(0).path("field").asText())
                .isEqualTo("PackagePushRequestId");
        var version = field(describe, "PackageVersionId");
        assertThat(version.path("label").asText()).isEqualTo("Package Version ID");
        assertThat(version.path("type").asText()).isEqualTo("reference");
        assertThat(version.path("length").asInt()).isEqualTo(18);
        assertThat(version.path("nillable").asBoolean(true)).isFalse();
        assertThat(version.path("relationshipName").asText()).isEqualTo("PackageVersion");
        assertThat(version.path("referenceTo").path(0).asText()).isEqualTo("MetadataPackageVersion");
        assertThat(field(describe, "Status").path("picklistValues").findValuesAsText("value"))
                .containsExactly("Created", "Pending", "InProgress", "Succeeded", "Failed", "Canceled");
        assertThat(field(describe, "StartTime").path("filterable").asBoolean(true))
                .isFalse();
        assertThat(field(describe, "Id").path("nillable").asBoolean(true)).isFalse();
    }

    @Test
    void everyObjectOfTheGlobalDescribeCanBeDescribed() throws IOException, InterruptedException {
        // When
        var global = client.get(DATA + "/sobjects").json();

        // Then
        assertThat(global.path("sobjects").findValuesAsText("name"))
                .contains("PackagePushRequest", "PackagePushJob", "PackagePushError", "PackageSubscriber");
        for (var object : global.path("sobjects")) {
            var urls = object.path("urls");
            assertThat(client.get(urls.path("describe").asText()).json().path("name"))
                    .isEqualTo(object.path("name"));
            assertThat(client.get(urls.path("sobject").asText()).json().path("objectDescribe"))
                    .isEqualTo(object);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /sobjects/Nonsense                        |     | 404 | NOT_FOUND
            GET    | /sobjects/Nonsense/describe               |     | 404 | NOT_FOUND
            GET    | /sobjects/PackagePushRequest/REQUEST?fields=Nonsense | | 400 | INVALID_FIELD
            GET    | /sobjects/PackagePushRequest/Name__c/x    |     | 404 | NOT_FOUND
            PATCH  | /sobjects/PackagePushRequest/Name__c/x    | {"Status":"Pending"} | 404 | NOT_FOUND
            PATCH  | /sobjects/PackagePushRequest/REQUEST      | {"Id":"REQUEST"} | 400 | INVALID_FIELD
            PATCH  | /sobjects/PackagePushRequest/Id/00D       | {"Status":"Pending"} | 404 | NOT_FOUND
            PATCH  | /sobjects/PackageSubscriber/SUBSCRIBER    | {}  | 400 | CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY
            POST   | /sobjects/PackageSubscriber               | {}  | 400 | CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY
            PUT    | /sobjects/PackagePushRequest/REQUEST      | {}  | 405 | METHOD_NOT_ALLOWED
            DELETE | /sobjects/PackagePushRequest/REQUEST      |     | 405 | METHOD_NOT_ALLOWED
            DELETE | /sobjects/PackagePushRequest/Id/REQUEST   |     | 405 | METHOD_NOT_ALLOWED
            PATCH  | /query                                    | {}  | 405 | METHOD_NOT_ALLOWED
            """)
    void whatCannotBeDoneIsRefusedAndChangesNothing(String method, String path, String body, int status, String code)
            throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var subscriber = client.query("SELECT Id FROM PackageSubscriber LIMIT 1")
                .json()
                .path("records")
                .path(0)
                .path("Id")
                .asText();

        // When
        var answer = client.call(
                method,
                DATA + path.replace("REQUEST", id).replace("SUBSCRIBER", subscriber),
                body == null ? "" : body.replace("REQUEST", id));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Created'"))
                .isOne();
    }

    @Test
    void anUpsertByIdChangesTheRecord() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = client.patch(DATA + "/sobjects/PackagePushRequest/Id/" + id, "{\"Status\":\"Canceled\"}");

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Canceled'"))
                .isOne();
    }

    @Test
    void theMethodsThatAPathKnowsAreNamed() throws IOException, InterruptedException {
        // When
        var answer = client.call("DELETE", DATA + "/sobjects/PackagePushRequest", "");

        // Then
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"HTTP Method 'DELETE' not allowed. Allowed are GET,HEAD,POST\","
                        + "\"errorCode\":\"METHOD_NOT_ALLOWED\"}]");
    }

    @Test
    void headIsAnsweredAsGetWithoutTheBody() throws IOException, InterruptedException {
        // When
        var answer = client.call("HEAD", DATA + "/sobjects/PackagePushRequest/describe", "");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(client.call("HEAD", DATA + "/sobjects/Nonsense/describe", "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                  | ''            | 400 | JSON_PARSER_ERROR
            application/json                  | {             | 400 | JSON_PARSER_ERROR
            application/json                  | "text"        | 400 | JSON_PARSER_ERROR
            application/json                  | null          | 400 | JSON_PARSER_ERROR
            application/json                  | [{}]          | 400 | JSON_PARSER_ERROR
            application/json                  | {} {}         | 400 | JSON_PARSER_ERROR
            application/json                  | {"a":1,}      | 400 | JSON_PARSER_ERROR
            text/plain                        | {}            | 415 | UNSUPPORTED_MEDIA_TYPE
            application/xml                   | <a/>          | 415 | UNSUPPORTED_MEDIA_TYPE
            application/x-www-form-urlencoded | a=b           | 415 | UNSUPPORTED_MEDIA_TYPE
            """)
    void aBodyThatIsNoJsonObjectIsRefusedEverywhere(String type, String body, int status, String code)
            throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        for (var target : new String[] {
            "POST /sobjects/PackagePushRequest",
            "PATCH /sobjects/PackagePushRequest/" + id,
            "POST /composite/sobjects",
            "PATCH /composite/sobjects",
            "POST /composite/sobjects/PackagePushRequest"
        }) {
            // When
            var parts = target.split(" ", 2);
            var answer = client.call(parts[0], DATA + parts[1], body, "Content-Type", type);

            // Then
            assertThat(answer.status()).as(target + answer.body()).isEqualTo(status);
            assertThat(answer.errorCode()).isEqualTo(code);
        }
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Created'"))
                .isOne();
    }

    @Test
    void theCharacterSetOfABodyMayBeNamed() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = client.call(
                "PATCH",
                DATA + "/sobjects/PackagePushRequest/" + id,
                "{\"Status\":\"Canceled\"}",
                "Content-Type",
                "Application/JSON; charset=UTF-8");

        // Then
        assertThat(answer.status()).isEqualTo(204);
    }
}
