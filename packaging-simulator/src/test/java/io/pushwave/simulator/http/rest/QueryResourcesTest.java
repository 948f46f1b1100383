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
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code query}, {@code queryAll} and {@code tooling/query} answer besides rows, and the resources around them. */
final class QueryResourcesTest {
    private static final String DATA = "/services/data/v66.0";

    private static Simulator simulator;
    private static SalesforceClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(
                SimulatorSettings.builder().port(0).orgs(500).seed(7).speed(0).build());
        client = new SalesforceClient(simulator).login();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static SalesforceClient.Answer query(String resource, String soql, String more)
            throws IOException, InterruptedException {
        return client.get(DATA + resource + "?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8) + more);
    }

    private static JsonNode columns(String soql) throws IOException, InterruptedException {
        return query("/query", soql, "&columns=true").json();
    }

    @Test
    void columnsOfPlainFieldsHaveTheShapeThatTheCliReads() throws IOException, InterruptedException {
        // When
        var answer = columns("SELECT Id, Status, IsMigration FROM PackagePushRequest");

        // Then
        assertThat(answer.path("columnMetadata").path(0).toString())
                .isEqualTo("{\"aggregate\":false,\"apexType\":\"Id\",\"booleanType\":false,\"columnName\":\"Id\","
                        + "\"custom\":false,\"displayName\":\"Id\",\"foreignKeyName\":null,\"insertable\":false,"
                        + "\"joinColumns\":[],\"numberType\":false,\"textType\":false,\"updatable\":false}");
        assertThat(answer.path("columnMetadata").path(1).path("textType").asBoolean())
                .isTrue();
        assertThat(answer.path("columnMetadata").path(1).path("updatable").asBoolean())
                .isTrue();
        assertThat(answer.path("columnMetadata").path(2).path("booleanType").asBoolean())
                .isTrue();
        assertThat(answer.path("entityName").asText()).isEqualTo("PackagePushRequest");
        assertThat(answer.path("groupBy").asBoolean(true)).isFalse();
        assertThat(answer.path("idSelected").asBoolean()).isTrue();
        assertThat(answer.path("keyPrefix").asText()).isEqualTo("0DV");
        assertThat(answer.has("records")).isFalse();
    }

    @Test
    void columnsOfParentsAndSubselectsAreJoined() throws IOException, InterruptedException {
        // When
        var parent = columns("SELECT PackageVersion.Name, PackageVersion.MetadataPackage.Name FROM PackagePushRequest")
                .path("columnMetadata");
        var children = columns("SELECT Status, (SELECT Status FROM PackagePushJobs) FROM PackagePushRequest")
                .path("columnMetadata");

        // Then
        assertThat(parent.path(0).path("columnName").asText()).isEqualTo("PackageVersion");
        assertThat(parent.path(0).path("foreignKeyName").asText()).isEqualTo("PackageVersionId");
        assertThat(parent.path(0).path("apexType").isNull()).isTrue();
        assertThat(parent.path(0).path("joinColumns").findValuesAsText("columnName"))
                .containsExactly("Name", "MetadataPackage", "Name");
        assertThat(children.path(1).path("aggregate").asBoolean()).isTrue();
        assertThat(children.path(1).path("columnName").asText()).isEqualTo("PackagePushJobs");
        assertThat(children.path(1)
                        .path("joinColumns")
                        .path(0)
                        .path("columnName")
                        .asText())
                .isEqualTo("Status");
    }

    @Test
    void columnsOfAggregatesNameTheirFunction() throws IOException, InterruptedException {
        // When
        var answer =
                columns("SELECT Status, Count(Id), Max(SystemModstamp) newest FROM PackagePushJob GROUP BY Status");

        // Then
        assertThat(answer.path("groupBy").asBoolean()).isTrue();
        assertThat(answer.path("idSelected").asBoolean(true)).isFalse();
        assertThat(answer.path("columnMetadata").findValuesAsText("columnName"))
                .containsExactly("Status", "expr0", "newest");
        assertThat(answer.path("columnMetadata").findValuesAsText("displayName"))
                .containsExactly("Status", "count(Id)", "max(SystemModstamp)");
        assertThat(answer.path("columnMetadata").path(1).path("numberType").asBoolean())
                .isTrue();
        assertThat(columns("SELECT COUNT() FROM PackagePushJob").path("columnMetadata"))
                .isEmpty();
    }

    @Test
    void aQueryForColumnsIsCheckedAsAnyOther() throws IOException, InterruptedException {
        // When
        var answer = query("/query", "SELECT Nonsense FROM PackagePushJob", "&columns=true");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void queryPlansAreRefused() throws IOException, InterruptedException {
        // When
        var answer = client.get(DATA + "/query?explain=SELECT+Id+FROM+PackagePushJob");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("FUNCTIONALITY_NOT_ENABLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/query", "/queryAll", "//QUERYALL/"})
    void pagesAreFollowedUnderThePathThatTheyCameFrom(String resource) throws IOException, InterruptedException {
        // When
        var first = client.call(
                        "GET",
                        DATA + resource + "?q=SELECT+Id+FROM+PackageSubscriber",
                        "",
                        "Sforce-Query-Options",
                        "batchSize=200")
                .json();
        var second = client.get(first.path("nextRecordsUrl").asText()).json();

        // Then
        assertThat(first.path("records")).hasSize(200);
        assertThat(second.path("records")).isNotEmpty();
        assertThat(second.path("totalSize")).isEqualTo(first.path("totalSize"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /query         | PackagePushRequest     | 200
            /query         | MetadataPackageVersion | 200
            /query         | Package2               | 400
            /query         | Package2Version        | 400
            /tooling/query | Package2               | 200
            /tooling/query | package2version        | 200
            /tooling/query | MetadataPackage        | 200
            /tooling/query | MetadataPackageVersion | 200
            /tooling/query | PackagePushRequest     | 400
            /tooling/query | PackagePushJob         | 400
            /tooling/query | PackagePushError       | 400
            /tooling/query | PackageSubscriber      | 400
            """)
    void eachApiHasItsOwnObjects(String resource, String type, int status) throws IOException, InterruptedException {
        // When
        var answer = query(resource, "SELECT Id FROM " + type, "");

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.errorCode()).isEqualTo("INVALID_TYPE");
        }
    }

    @Test
    void secondGenerationPackagesLeadToTheirVersions() throws IOException, InterruptedException {
        // When
        var record = query(
                        "/tooling/query",
                        "SELECT Id, SubscriberPackageVersionId, Package2.SubscriberPackageId FROM Package2Version"
                                + " WHERE IsReleased = true LIMIT 1",
                        "")
                .json()
                .path("records")
                .path(0);

        // Then
        assertThat(record.path("attributes").path("url").asText())
                .isEqualTo(DATA + "/tooling/sobjects/Package2Version/"
                        + record.path("Id").asText());
        assertThat(record.path("SubscriberPackageVersionId").asText()).startsWith("04t");
        assertThat(record.path("Package2").path("SubscriberPackageId").asText()).startsWith("033");
    }

    @Test
    void aPackageIsAsOldAsItsFirstVersionAndChangedWithItsLast() throws IOException, InterruptedException {
        // When
        var listed = first("SELECT Id, Name, SubscriberPackageId, ContainerOptions, NamespacePrefix, IsDeprecated,"
                + " IsDeleted, IsOrgDependent, RecommendedVersionId, CreatedDate, CreatedById, LastModifiedById,"
                + " LastModifiedDate, SystemModstamp FROM Package2");

        // Then
        var versions =
                " FROM Package2Version WHERE Package2Id = '" + listed.path("Id").asText() + "'";
        assertThat(listed.path("Id").asText()).startsWith("0Ho");
        assertThat(listed.path("SubscriberPackageId").asText()).startsWith("033");
        assertThat(listed.path("Name").asText()).isEqualTo("Harbor Suite");
        assertThat(listed.path("ContainerOptions").asText()).isEqualTo("Managed");
        assertThat(listed.path("NamespacePrefix").asText()).isEqualTo("harbor");
        for (var no : List.of("IsDeprecated", "IsDeleted", "IsOrgDependent")) {
            assertThat(listed.path(no).isBoolean()).as(no).isTrue();
            assertThat(listed.path(no).asBoolean()).as(no).isFalse();
        }
        assertThat(listed.path("RecommendedVersionId").isNull()).isTrue();
        assertThat(listed.path("CreatedById").asText())
                .startsWith("005")
                .isEqualTo(listed.path("LastModifiedById").asText());
        assertThat(listed.path("CreatedDate"))
                .isEqualTo(first("SELECT MIN(CreatedDate) d" + versions).path("d"));
        assertThat(listed.path("LastModifiedDate"))
                .isEqualTo(listed.path("SystemModstamp"))
                .isEqualTo(first("SELECT MAX(LastModifiedDate) d" + versions).path("d"));
    }

    private JsonNode first(String soql) throws IOException, InterruptedException {
        var answer = query("/tooling/query", soql, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/records/0");
    }

    @Test
    void aVersionSaysWhatItIs() throws IOException, InterruptedException {
        // Given
        var target = client.targetVersion();
        var same =
                first("SELECT Name, MajorVersion, MinorVersion, PatchVersion, BuildNumber FROM MetadataPackageVersion"
                        + " WHERE Id = '" + target + "'");

        // When
        var version = first("SELECT Id, Name, MajorVersion, MinorVersion, PatchVersion, BuildNumber, IsReleased,"
                + " IsDeprecated, IsDeleted, IsPasswordProtected, ValidationSkipped, ValidatedAsync,"
                + " HasMetadataRemoved, HasPassedCodeCoverageCheck, AncestorId, CreatedDate, CreatedById,"
                + " LastModifiedById, ReleaseVersion, Language, CodeCoverage FROM Package2Version"
                + " WHERE SubscriberPackageVersionId = '" + target + "'");

        // Then
        for (var number : List.of("Name", "MajorVersion", "MinorVersion", "PatchVersion", "BuildNumber")) {
            assertThat(version.path(number)).as(number).isEqualTo(same.path(number));
        }
        assertThat(version.path("Id").asText()).startsWith("05i");
        assertThat(version.path("AncestorId").asText()).startsWith("04t").isNotEqualTo(target);
        for (var yes : List.of("IsReleased", "HasPassedCodeCoverageCheck")) {
            assertThat(version.path(yes).asBoolean()).as(yes).isTrue();
        }
        for (var no : List.of(
                "IsDeprecated", "IsDeleted", "IsPasswordProtected", "ValidationSkipped", "HasMetadataRemoved")) {
            assertThat(version.path(no).asBoolean(true)).as(no).isFalse();
        }
        for (var none : List.of("ReleaseVersion", "Language", "CodeCoverage")) {
            assertThat(version.path(none).isNull()).as(none).isTrue();
        }
    }

    @Test
    void theToolingApiHasNoSubscribersBelowVersions() throws IOException, InterruptedException {
        // When
        var answer = query(
                "/tooling/query", "SELECT Id, (SELECT Id FROM PackageSubscribers) FROM MetadataPackageVersion", "");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_TYPE");
        assertThat(client.get(DATA + "/tooling/sobjects/MetadataPackageVersion/describe")
                        .json()
                        .path("childRelationships"))
                .isEmpty();
    }

    @Test
    void theToolingApiAnswersColumnsAndDescribes() throws IOException, InterruptedException {
        // When
        var columns = query("/tooling/query", "SELECT Id, Name FROM Package2", "&columns=true")
                .json();
        var describe = client.get(DATA + "/tooling/sobjects/package2/describe").json();

        // Then
        assertThat(columns.path("entityName").asText()).isEqualTo("Package2");
        assertThat(describe.path("urls").path("describe").asText())
                .isEqualTo(DATA + "/tooling/sobjects/Package2/describe");
        assertThat(client.get(DATA + "/tooling/sobjects")
                        .json()
                        .path("sobjects")
                        .findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "Package2",
                        "Package2Version",
                        "MetadataPackage",
                        "MetadataPackageVersion",
                        "SubscriberPackage",
                        "SubscriberPackageVersion",
                        "InstalledSubscriberPackage");
    }

    @Test
    void everyResourceThatAVersionListsIsThere() throws IOException, InterruptedException {
        // When
        var resources = client.get(DATA).json();

        // Then
        assertThat(resources.propertyStream().map(java.util.Map.Entry::getKey))
                .contains("tooling", "query", "queryAll", "sobjects", "limits", "composite");
        for (var resource : resources) {
            assertThat(client.get(resource.asText().replace(simulator.url().toString(), ""))
                            .errorCode())
                    .as(resource.asText())
                    .isNotEqualTo("NOT_FOUND");
        }
    }

    @Test
    void limitsHaveAMaximumAndARest() throws IOException, InterruptedException {
        // When
        var first = client.get(DATA + "/limits").json();
        var second = client.get(DATA + "/limits").json();

        // Then
        assertThat(first.propertyStream().map(java.util.Map.Entry::getKey))
                .contains(
                        "DailyApiRequests",
                        "DailyBulkApiBatches",
                        "DailyBulkV2QueryJobs",
                        "DailyBulkV2QueryFileStorageMB",
                        "ConcurrentAsyncGetReportInstances");
        assertThat(first)
                .allMatch(limit ->
                        limit.path("Max").isInt() && limit.path("Remaining").isInt());
        assertThat(second.path("DailyApiRequests").path("Remaining").asInt())
                .isEqualTo(first.path("DailyApiRequests").path("Remaining").asInt() - 1);
    }
}
