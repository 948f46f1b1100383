package io.pushwave.simulator.http.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bulk API 1.0 refuses, and in which words. */
final class AsyncRefusalTest {
    private static Simulator simulator;
    private static String session;
    private static AsyncClient async;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(
                SimulatorSettings.builder().port(0).orgs(20).speed(0).build());
        session = new SalesforceClient(simulator).login().token();
        async = new AsyncClient(simulator, "66.0", session);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static AsyncClient with(String version, String otherSession) {
        return new AsyncClient(simulator, version, otherSession);
    }

    private static void isRefused(AsyncClient.Answer answer, String code, String message) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/xml");
        assertThat(answer.root().getLocalName()).isEqualTo("error");
        assertThat(answer.text("exceptionCode")).isEqualTo(code);
        assertThat(answer.text("exceptionMessage")).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/job", "/job/7505g0000000001/batch", "/nonsense", "/job/7505g0000000001/spec"})
    void aBadSessionIsToldAsThisApiTellsIt(String path) throws IOException, InterruptedException {
        // When
        var bad = with("66.0", "00D000000000000!AQnonsense").post(path, AsyncClient.XML, "<a/>");
        var none = with("66.0", "").post(path, AsyncClient.XML, "<a/>");

        // Then
        isRefused(bad, "InvalidSessionId", "Invalid session id");
        isRefused(none, "InvalidSessionId", "Unable to find session id");
    }

    @Test
    void aBearerTokenIsNoSessionHere() throws IOException, InterruptedException {
        // When
        var answer = with("66.0", "").send("GET", "/job/x", "", "", "Authorization", "Bearer " + session);

        // Then
        isRefused(answer, "InvalidSessionId", "Unable to find session id");
    }

    @Test
    void whoSpeaksJsonIsRefusedInJson() throws IOException, InterruptedException {
        // When
        var answer = with("66.0", "nonsense").post("/job", AsyncClient.JSON, "{}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"exceptionCode\":\"InvalidSessionId\",\"exceptionMessage\":\"Invalid session id\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/jobs                       | InvalidOperation | Invalid operation: jobs",
                "/job/7505g0000000001/spec   | InvalidUrl       | The URL is invalid",
                "/job/7505g0000000001/a/b/c  | InvalidUrl       | The URL is invalid",
                "/job/7505g0000000099        | InvalidJob       | Invalid job id: 7505g0000000099",
                "/job/nonsense/batch         | InvalidJob       | Invalid job id: nonsense",
            })
    void whatDoesNotExistIsToldApart(String path, String code, String message)
            throws IOException, InterruptedException {
        // When
        var answer = async.get(path);

        // Then
        isRefused(answer, code, message);
    }

    @Test
    void anUnknownBatchIsNotThere() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var answer = async.batch(job, "7515g0000009999");

        // Then
        isRefused(answer, "InvalidBatch", "Invalid batch id: 7515g0000009999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.0", "99.0", "v66.0", "66", "nonsense"})
    void anUnknownVersionIsRefused(String version) throws IOException, InterruptedException {
        // When
        var answer = with(version, session).get("/job/7505g0000000001");

        // Then
        isRefused(answer, "InvalidVersion", "Invalid Api version specified on URL");
    }

    @Test
    void aJobKeepsItsVersion() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var answer = with("52.0", session).get("/job/" + job);

        // Then
        isRefused(answer, "InvalidVersion", "The job was created with API version 66.0");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /job", "GET, /job", "PUT, /job/7505g0000000001", "POST, /job/7505g0000000001/batch/x/result"})
    void aWrongMethodIsRefused(String method, String path) throws IOException, InterruptedException {
        // When
        var answer = async.send(method, path, "", "");

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text("exceptionCode")).isEqualTo("MethodNotAllowed");
        assertThat(answer.text("exceptionMessage")).startsWith("HTTP Method '" + method + "' not allowed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation=insert,object=Nonsense          | InvalidEntity     | Entity 'Nonsense' is not supported by the Bulk API.",
                "operation=insert,object=PackageSubscriber | InvalidEntity     | Entity 'PackageSubscriber' is not supported",
                "operation=query,object=Nonsense           | InvalidEntity     | Entity 'Nonsense' is not supported",
                "operation=INSERT,object=PackagePushJob    | InvalidJob        | Unexpected value 'INSERT' for operation",
                "object=PackagePushJob                     | InvalidJob        | Unexpected value '' for operation",
                "operation=delete,object=PackagePushJob    | InvalidOperation  | delete is not supported for PackagePushJob",
                "operation=hardDelete,object=PackagePushJob | FeatureNotEnabled | hardDelete operation requires",
                "operation=upsert,object=PackagePushJob,externalIdFieldName=Ext__c | InvalidJob | Field name provided, Ext__c does not match",
                "operation=insert,object=PackagePushJob,contentType=ZIP_CSV | InvalidJob | Unexpected value 'ZIP_CSV' for contentType",
                "operation=insert,object=PackagePushJob,concurrencyMode=Fast | InvalidJob | Unexpected value 'Fast' for concurrencyMode",
                "operation=insert,object=PackagePushJob,createdById=005 | InvalidJob | CreatedById cannot be specified",
            })
    void aJobThatCannotBeIsRefused(String members, String code, String message)
            throws IOException, InterruptedException {
        // When
        var answer = async.post("/job", AsyncClient.XML, AsyncClient.jobInfo(members.split("[=,]", -1)));

        // Then
        isRefused(answer, code, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | The XML is not well-formed at line 1",
                "<jobInfo/> | The element jobInfo must be in the namespace",
                "<a xmlns='N'/> | The element jobInfo is expected, but a is there",
                "<jobInfo xmlns='N'><operation><b/></operation></jobInfo> | The element b is not expected here",
                "<jobInfo xmlns='N'> | The XML",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><jobInfo xmlns='N'/> | A document type is not allowed",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><jobInfo xmlns='N'><object>&x;</object></jobInfo> | A document type is not allowed",
            })
    void xmlThatIsNoJobIsRefused(String body, String message) throws IOException, InterruptedException {
        // When
        var answer = async.post("/job", AsyncClient.XML, body.replace("'N'", "'" + AsyncClient.NAMESPACE + "'"));

        // Then
        isRefused(answer, "InvalidXML", message);
        assertThat(answer.body()).doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{\"operation\":[]}", "{} {}"})
    void jsonThatIsNoJobIsRefused(String body) throws IOException, InterruptedException {
        // When
        var answer = async.post("/job", AsyncClient.JSON, body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("exceptionCode").asText()).isEqualTo("InvalidJob");
        assertThat(answer.json().path("exceptionMessage").asText()).isEqualTo("Unable to parse Job");
    }

    @ParameterizedTest
    @CsvSource({"CSV, application/xml", "CSV, application/json", "XML, text/csv", "JSON, text/csv", "CSV, zip/csv"})
    void aBatchHasTheContentTypeOfItsJob(String content, String type) throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", content);

        // When
        var answer = async.post("/job/" + job + "/batch", type, "a");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidBatch", "The content type " + type);
        assertThat(answer.type()).isEqualTo(content.equals("JSON") ? "application/json" : "application/xml");
    }

    @Test
    void anEmptyBatchIsRefused() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var answer = async.post("/job/" + job + "/batch", "text/csv", "");

        // Then
        isRefused(answer, "ClientInputError", "Unable to find any data to create batch");
    }

    @ParameterizedTest
    @CsvSource({"UploadComplete, UploadComplete", "'', ''", "Open, Open"})
    void aJobHasNoOtherStates(String state, String named) throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var answer = async.enter(job, state);

        // Then
        isRefused(answer, "InvalidJob", "Unexpected value '" + named + "' for state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "chunkSize=100000", "chunkSize=1000; parent=Account"})
    void chunkingByPrimaryKeysIsNotForTheseObjects(String header) throws IOException, InterruptedException {
        // Given
        var query = AsyncClient.jobInfo("operation", "query", "object", "PackageSubscriber", "contentType", "CSV");

        // When
        var refused = async.post("/job", AsyncClient.XML, query, "Sforce-Enable-PKChunking", header);
        var without = async.post("/job", AsyncClient.XML, query, "Sforce-Enable-PKChunking", "FALSE");

        // Then
        isRefused(refused, "InvalidJob", "PK chunking is not supported for PackageSubscriber");
        assertThat(without.status()).isEqualTo(201);
    }
}
