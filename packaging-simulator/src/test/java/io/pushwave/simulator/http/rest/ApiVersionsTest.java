package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an API version does not know yet is not there, whichever way one asks for it. */
final class ApiVersionsTest {
    private static final Simulator SIMULATOR = Simulator.start(
            SimulatorSettings.builder().port(0).orgs(40).seed(7).speed(0).build());
    private static final SalesforceClient CLIENT = new SalesforceClient(SIMULATOR);

    @BeforeAll
    static void login() throws IOException, InterruptedException {
        CLIENT.login();
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    private static String root(int version) {
        return "/services/data/v" + version + ".0";
    }

    private static SalesforceClient.Answer query(int version, String folder, String soql)
            throws IOException, InterruptedException {
        return CLIENT.get(root(version) + folder + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
    }

    private static List<String> names(JsonNode array) {
        return array.findValuesAsText("name");
    }

    /** The versions of the Object Reference and, for what only sf asks for, those from which it does. */
    @ParameterizedTest
    @CsvSource({
        "'', PackagePushRequest, StartTime, 51",
        "'', PackagePushRequest, EndTime, 51",
        "'', PackagePushRequest, DurationSeconds, 51",
        "'', PackagePushRequest, IsMigration, 63",
        "'', PackagePushJob, StartTime, 51",
        "'', PackagePushJob, EndTime, 51",
        "'', PackagePushJob, DurationSeconds, 51",
        "'', PackageSubscriber, MetadataPackageId, 49",
        "'', PackageSubscriber, IsCustomUpgradeAllowed, 66",
        "'', PackageSubscriber, HasRestrictionEnabled, 66",
        "'', PackageSubscriber, CustomUpgradeType, 66",
        "'', MetadataPackage, PackageCategory, 49",
        "'', MetadataPackageVersion, IsDeprecated, 46",
        "'', PushUpgradeCustomization, ExpirationDays, 67",
        "/tooling, MetadataPackage, PackageCategory, 49",
        "/tooling, MetadataPackageVersion, IsDeprecated, 46",
        "/tooling, Package2, IsOrgDependent, 49",
        "/tooling, Package2Version, HasMetadataRemoved, 51",
        "/tooling, Package2Version, BuildDurationInSeconds, 51",
        "/tooling, Package2Version, ReleaseVersion, 51",
        "/tooling, Package2Version, ValidationSkipped, 48",
        "/tooling, Package2Version, Language, 57",
        "/tooling, Package2Version, ValidatedAsync, 61",
        "/tooling, Package2Version, EndToEndBuildDurationInSeconds, 61",
        "/tooling, Package2Version, DeveloperUsePkgZip, 64",
        "/tooling, Package2Version, TotalNumberOfMetadataFiles, 64",
        "/tooling, Package2Version, TotalSizeOfMetadataFiles, 64",
        "/tooling, Package2Version, HasVpi, 67",
        "/tooling, SubscriberPackageVersion, Dependencies, 44",
        "/tooling, SubscriberPackageVersion, IsOrgDependent, 49"
    })
    void aFieldIsThereFromItsVersionOn(String folder, String object, String field, int since)
            throws IOException, InterruptedException {
        // Given
        var soql = "SELECT Id, " + field + " FROM " + object;

        // When
        var before = query(since - 1, folder, soql);
        var from = query(since, folder, soql);

        // Then
        assertThat(before.status()).isEqualTo(400);
        assertThat(before.errorCode()).isEqualTo("INVALID_FIELD");
        assertThat(before.body()).contains("No such column '" + field + "' on entity '" + object + "'");
        assertThat(from.status()).as(from.body()).isEqualTo(200);
        var path = folder + "/sobjects/" + object + "/describe";
        assertThat(names(CLIENT.get(root(since - 1) + path).json().path("fields")))
                .isNotEmpty()
                .doesNotContain(field);
        assertThat(names(CLIENT.get(root(since) + path).json().path("fields"))).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "'', PushUpgradeCustomization, 60",
        "'', ScratchOrgInfo, 41",
        "/tooling, Package2, 41",
        "/tooling, Package2Version, 41",
        "/tooling, SubscriberPackage, 41",
        "/tooling, SubscriberPackageVersion, 41",
        "/tooling, InstalledSubscriberPackage, 41"
    })
    void anObjectIsThereFromItsVersionOn(String folder, String object, int since)
            throws IOException, InterruptedException {
        // When
        var before = query(since - 1, folder, "SELECT Id FROM " + object);
        var from = query(since, folder, "SELECT Id FROM " + object);

        // Then
        assertThat(before.errorCode()).isEqualTo("INVALID_TYPE");
        assertThat(from.status()).as(from.body()).isEqualTo(200);
        var sobjects = folder + "/sobjects";
        assertThat(names(CLIENT.get(root(since - 1) + sobjects).json())).doesNotContain(object);
        assertThat(names(CLIENT.get(root(since) + sobjects).json())).contains(object);
        for (var path : List.of(sobjects + "/" + object, sobjects + "/" + object + "/describe")) {
            assertThat(CLIENT.get(root(since - 1) + path).status()).as(path).isEqualTo(404);
            assertThat(CLIENT.get(root(since) + path).status()).as(path).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /composite/sobjects, 42",
        "PATCH, /composite/sobjects, 42",
        "DELETE, /composite/sobjects, 42",
        "GET, /composite/sobjects/PackageSubscriber, 42",
        "POST, /composite/sobjects/PackageSubscriber, 42",
        "GET, /jobs/ingest, 41",
        "POST, /jobs/ingest, 41",
        "GET, /jobs/query, 47",
        "POST, /jobs/query, 47"
    })
    void anEndpointIsThereFromItsVersionOn(String method, String path, int since)
            throws IOException, InterruptedException {
        // When
        var before = CLIENT.call(method, root(since - 1) + path, "{}");
        var from = CLIENT.call(method, root(since) + path, "{}");

        // Then
        assertThat(before.status()).isEqualTo(404);
        assertThat(before.errorCode()).isEqualTo("NOT_FOUND");
        assertThat(from.status()).isNotEqualTo(404);
    }

    /** Each way to name a field that came later, in the version before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET   | 50 | /query?q=SELECT+Id+FROM+PackagePushJob+WHERE+PackagePushRequest.StartTime=null                     |   | INVALID_FIELD
            GET   | 45 | /query?q=SELECT+Id,PackageVersion.IsDeprecated+FROM+PackagePushRequest                             |   | INVALID_FIELD
            GET   | 45 | /query?q=SELECT+Id+FROM+PackagePushRequest+ORDER+BY+PackageVersion.IsDeprecated                    |   | INVALID_FIELD
            GET   | 45 | /query?q=SELECT+COUNT(Id)+FROM+PackagePushRequest+GROUP+BY+PackageVersion.IsDeprecated             |   | INVALID_FIELD
            GET   | 48 | /query?q=SELECT+Id,MetadataPackage.Name+FROM+PackageSubscriber                                     |   | INVALID_FIELD
            GET   | 50 | /query?q=SELECT+Id,(SELECT+StartTime+FROM+PackagePushJobs)+FROM+PackagePushRequest                 |   | INVALID_FIELD
            GET   | 45 | /query?q=SELECT+Id+FROM+PackagePushRequest+WHERE+PackageVersionId+IN(SELECT+Id+FROM+MetadataPackageVersion+WHERE+IsDeprecated=false) | | INVALID_FIELD
            GET   | 50 | /queryAll?q=SELECT+DurationSeconds+FROM+PackagePushRequest                                         |   | INVALID_FIELD
            POST  | 50 | /sobjects/PackagePushRequest                    | {"PackageVersionId":"TARGET","StartTime":"2026-01-01T00:00:00Z"} | INVALID_FIELD
            POST  | 62 | /sobjects/PackagePushRequest                    | {"PackageVersionId":"TARGET","IsMigration":false}             | INVALID_FIELD
            PATCH | 50 | /sobjects/PackagePushRequest/REQUEST            | {"EndTime":"2026-01-01T00:00:00Z"}                            | INVALID_FIELD
            GET   | 50 | /sobjects/PackagePushRequest/REQUEST?fields=StartTime |                                                         | INVALID_FIELD
            POST  | 50 | /jobs/query     | {"operation":"query","query":"SELECT StartTime FROM PackagePushRequest"}                        | INVALID_FIELD
            POST  | 59 | /jobs/query     | {"operation":"query","query":"SELECT Id FROM PushUpgradeCustomization"}                         | INVALID_TYPE
            POST  | 59 | /jobs/ingest    | {"operation":"insert","object":"PushUpgradeCustomization"}                                     | INVALIDENTITY
            POST  | 59 | /composite/sobjects | {"records":[{"attributes":{"type":"PushUpgradeCustomization"}}]}                            | INVALID_TYPE
            """)
    void aFieldOrObjectThatCameLaterIsUnknownEverywhere(
            String method, int version, String path, String body, String code)
            throws IOException, InterruptedException {
        // When
        var answer = CLIENT.call(
                method,
                root(version) + path.replace("REQUEST", CLIENT.createRequest()),
                body == null ? "" : body.replace("TARGET", CLIENT.targetVersion()));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"50, INVALID_FIELD", "51, ''"})
    void aCollectionKnowsTheFieldsOfItsVersion(int version, String code) throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(root(version) + "/composite/sobjects", """
                {"records":[{"attributes":{"type":"PackagePushRequest"},"PackageVersionId":"%s",
                 "StartTime":"2026-01-01T00:00:00Z"}]}
                """.formatted(CLIENT.targetVersion()));

        // Then
        assertThat(answer.json().at("/0/errors/0/statusCode").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"50, INVALID_FIELD", "51, ''"})
    void aTreeKnowsTheFieldsOfItsVersion(int version, String code) throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(
                root(version) + "/composite/tree/PackagePushRequest", """
                {"records":[{"attributes":{"type":"PackagePushRequest","referenceId":"r"},"PackageVersionId":"%s",
                 "StartTime":"2026-01-01T00:00:00Z"}]}
                """.formatted(CLIENT.targetVersion()));

        // Then
        assertThat(answer.json().at("/results/0/errors/0/statusCode").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"50, Failed", "51, JobComplete"})
    void aBulkJobKnowsTheColumnsOfItsVersion(int version, String state) throws IOException, InterruptedException {
        // Given
        var job = CLIENT.post(
                        root(version) + "/jobs/ingest", "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\"}")
                .json()
                .path("id")
                .asText();
        var path = root(version) + "/jobs/ingest/" + job;

        // When
        CLIENT.upload(
                path + "/batches", "PackageVersionId,StartTime\n" + CLIENT.targetVersion() + ",2026-01-01T00:00:00Z\n");
        CLIENT.patch(path, "{\"state\":\"UploadComplete\"}");
        CLIENT.advance("PT1H");

        // Then
        assertThat(CLIENT.get(path).json().path("state").asText()).isEqualTo(state);
    }

    @Test
    void aSubrequestHasTheVersionOfItsOwnUrl() throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(root(66) + "/composite/batch", """
                {"batchRequests":[
                  {"method":"GET","url":"v50.0/query?q=SELECT+StartTime+FROM+PackagePushRequest"},
                  {"method":"GET","url":"v51.0/query?q=SELECT+StartTime+FROM+PackagePushRequest"}]}
                """);

        // Then
        assertThat(answer.json().path("results").findValuesAsText("statusCode")).containsExactly("400", "200");
    }

    @Test
    void everyPicklistOfADescribeIsRestrictedAndHasValues() throws IOException, InterruptedException {
        for (var folder : List.of("", "/tooling")) {
            for (var object : names(CLIENT.get(root(67) + folder + "/sobjects").json())) {
                // When
                var describe = CLIENT.get(root(67) + folder + "/sobjects/" + object + "/describe");

                // Then
                for (var field : describe.json().path("fields")) {
                    boolean picklist = field.path("type").asText().equals("picklist");
                    var name = object + "." + field.path("name").asText();
                    assertThat(field.path("restrictedPicklist").asBoolean())
                            .as(name)
                            .isEqualTo(picklist);
                    assertThat(field.path("picklistValues").isEmpty()).as(name).isEqualTo(!picklist);
                }
            }
        }
    }
}
