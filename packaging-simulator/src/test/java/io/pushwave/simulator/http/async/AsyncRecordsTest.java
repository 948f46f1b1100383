package io.pushwave.simulator.http.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of jobs of Bulk API 1.0, in all their formats, and their results. The clock stands still until it is moved. */
final class AsyncRecordsTest extends OneSimulator {
    private static final String HEADER = "PackagePushRequestId,SubscriberOrganizationKey";

    private AsyncClient async = new AsyncClient(simulator, "66.0", "");

    AsyncRecordsTest() {
        super(SimulatorSettings.builder().orgs(300));
    }

    @Override
    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        super.login();
        async = new AsyncClient(simulator, "66.0", client.token());
    }

    private static String csv(String request, List<String> orgs, String lineEnd) {
        return orgs.stream()
                .map(org -> request + "," + org)
                .collect(Collectors.joining(lineEnd, HEADER + lineEnd, lineEnd));
    }

    private List<String> orgsOf(String request) throws IOException, InterruptedException {
        return client.query("SELECT SubscriberOrganizationKey FROM PackagePushJob WHERE PackagePushRequestId = '"
                        + request + "' ORDER BY Id")
                .json()
                .path("records")
                .findValuesAsText("SubscriberOrganizationKey");
    }

    @Test
    void theRecordsOfABatchAreWrittenAtItsEndAndTheResultsAreInTheirOrder() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var orgs = client.eligibleKeys(3);
        var sent = List.of(orgs.get(0), orgs.get(1), orgs.get(0), orgs.get(2));
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var added = async.post("/job/" + job + "/batch", "text/csv", csv(request, sent, "\n"));
        var batch = added.text("id");
        client.advance("PT6S");
        var running = async.batch(job, batch);
        client.advance("PT10S");
        var done = async.batch(job, batch);

        // Then
        assertThat(added.status()).isEqualTo(201);
        assertThat(batch).startsWith("751").hasSize(18);
        assertThat(added.text("jobId")).isEqualTo(job);
        assertThat(added.text("state")).isEqualTo("Queued");
        assertThat(running.text("state")).isEqualTo("InProgress");
        assertThat(done.text("state")).isEqualTo("Completed");
        assertThat(done.text("numberRecordsProcessed")).isEqualTo("4");
        assertThat(done.text("numberRecordsFailed")).isEqualTo("1");
        assertThat(done.text("apiActiveProcessingTime")).isEqualTo("10000");
        assertThat(orgsOf(request)).containsExactlyElementsOf(orgs);
        var lines = async.result(job, batch).body().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).isEqualTo("\"Id\",\"Success\",\"Created\",\"Error\"");
        assertThat(lines.get(1)).matches("\"0DX.{15}\",\"true\",\"true\",\"\"");
        assertThat(lines.get(3)).matches("\"\",\"false\",\"false\",\"DUPLICATE_VALUE:.*--\"");
        assertThat(lines.get(4)).matches("\"0DX.{15}\",\"true\",\"true\",\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void linesMayEndEitherWay(String lineEnd) throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var orgs = client.eligibleKeys(2);
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var batch = async.add(job, "text/csv", csv(request, orgs, lineEnd));
        client.advance("PT1M");

        // Then
        assertThat(async.batch(job, batch).text("state")).isEqualTo("Completed");
        assertThat(orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void xmlHasNullsAndItsResultsNameCodeMessageAndFields() throws IOException, InterruptedException {
        // Given
        var version = client.targetVersion();
        var job = async.create("insert", "PackagePushRequest", "XML");
        var sObjects = """
                <?xml version="1.0" encoding="UTF-8"?>
                <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload"
                          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <sObject>
                    <type>PackagePushRequest</type>
                    <PackageVersionId>%s</PackageVersionId>
                    <ScheduledStartTime xsi:nil="true"/>
                  </sObject>
                  <sObject><PackageVersionId>%s</PackageVersionId><Status>Nonsense &amp; &lt;more&gt;</Status></sObject>
                </sObjects>
                """.formatted(version, version);

        // When
        var batch = async.add(job, AsyncClient.XML, sObjects);
        client.advance("PT1M");
        var results = async.result(job, batch);

        // Then
        assertThat(results.type()).isEqualTo("application/xml");
        assertThat(results.root().getLocalName()).isEqualTo("results");
        assertThat(results.texts("success")).containsExactly("true", "false");
        assertThat(results.texts("created")).containsExactly("true", "false");
        assertThat(results.text("id")).startsWith("0DV");
        assertThat(results.text("statusCode")).isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(results.text("message")).endsWith("Nonsense & <more>");
        assertThat(results.texts("fields")).containsExactly("Status");
        assertThat(client.count("SELECT Id FROM PackagePushRequest")).isEqualTo(1);
    }

    @Test
    void jsonHasNullsAndItsResultsNameCodeMessageAndFields() throws IOException, InterruptedException {
        // Given
        var version = client.targetVersion();
        var job = async.create("insert", "PackagePushRequest", "JSON");
        var records = """
                [{"attributes":{"type":"PackagePushRequest"},"PackageVersionId":"VERSION","ScheduledStartTime":null},
                 {"PackageVersionId":"VERSION","Status":"Nonsense"}]
                """.replace("VERSION", version);

        // When
        var batch = async.add(job, AsyncClient.JSON, records);
        client.advance("PT1M");
        var results = async.result(job, batch).json();

        // Then
        assertThat(results).hasSize(2);
        assertThat(results.at("/0/success").asBoolean()).isTrue();
        assertThat(results.at("/0/created").asBoolean()).isTrue();
        assertThat(results.at("/0/id").asText()).startsWith("0DV");
        assertThat(results.at("/0/errors")).isEmpty();
        assertThat(results.at("/1/success").asBoolean(true)).isFalse();
        assertThat(results.at("/1/id").isNull()).isTrue();
        assertThat(results.at("/1/errors/0/statusCode").asText()).isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(results.at("/1/errors/0/fields/0").asText()).isEqualTo("Status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "upsert"})
    void recordsAreChangedByTheirIds(String operation) throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var created = async.post(
                "/job",
                AsyncClient.XML,
                operation.equals("upsert")
                        ? AsyncClient.jobInfo(
                                "operation",
                                operation,
                                "object",
                                "PackagePushRequest",
                                "externalIdFieldName",
                                "Id",
                                "contentType",
                                "CSV")
                        : AsyncClient.jobInfo(
                                "operation", operation, "object", "PackagePushRequest", "contentType", "CSV"));
        var job = created.text("id");

        // When
        var batch = async.add(job, "text/csv", "Id,Status\n" + request + ",Pending\n");
        client.advance("PT15S");

        // Then
        assertThat(async.result(job, batch).body()).endsWith("\n\"" + request + "\",\"true\",\"false\",\"\"\n");
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status != 'Created'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV  | PackagePushRequestId,Nonsense/a,b | InvalidBatch : Field name not found : Nonsense",
                "CSV  | PackagePushRequestId          | InvalidBatch : Records not found in the batch",
                "CSV  | Package\"Id                   | InvalidBatch : Failed to parse CSV. Found unescaped quote",
                "JSON | [{\"Nonsense\":1}]            | InvalidBatch : Field name not found : Nonsense",
                "JSON | [{\"PackagePushRequest\":{}}] | InvalidBatch : Field name not found : PackagePushRequest",
                "JSON | [{\"Status\":{\"a\":1}}]      | InvalidBatch : Failed to parse JSON. The field Status has no single value",
                "JSON | {\"Status\":1}                | InvalidBatch : Failed to parse JSON. An array of objects is expected",
                "JSON | [{\"Status\":1                | InvalidBatch : Failed to parse JSON.",
                "XML  | <sObjects/>                   | InvalidBatch : Records not found in the batch",
                "XML  | <sObjects><a/></sObjects>     | InvalidBatch : Failed to parse XML. The element sObject is expected",
                "XML  | <sObjects><sObject><Nonsense>1</Nonsense></sObject></sObjects> | InvalidBatch : Field name not found : Nonsense",
                "XML  | <!DOCTYPE a [<!ENTITY b \"c\">]><sObjects><sObject><Status>&b;</Status></sObject></sObjects> | InvalidBatch : Failed to parse XML. A document type is not allowed",
            })
    void aBatchOfWhichNoRecordCanBeTakenFailsAndHasNoResults(String content, String data, String message)
            throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", content);

        // When
        var batch = async.add(
                job,
                switch (content) {
                    case "CSV" -> "text/csv";
                    case "JSON" -> AsyncClient.JSON;
                    default -> AsyncClient.XML;
                },
                content.equals("CSV") ? data.replace('/', '\n') : data);
        client.advance("PT1M");
        var failed = async.batch(job, batch);
        var results = async.result(job, batch);

        // Then
        assertThat(failed.body()).contains("Failed");
        var said = content.equals("JSON") ? failed.json().path("stateMessage").asText() : failed.text("stateMessage");
        assertThat(said).startsWith(message);
        assertThat(results.status()).isEqualTo(400);
        assertThat(results.body()).contains("InvalidBatch", "Records not processed");
    }

    @Test
    void aBatchInAnotherCharacterSetIsRead() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");

        // When
        var batch = async.add(job, "text/csv; charset=ISO-8859-1", "gr\u00f6\u00dfe\n");
        var unknown = async.post("/job/" + job + "/batch", "text/csv; charset=nonsense", "a\n");

        // Then
        assertThat(async.get("/job/" + job + "/batch/" + batch + "/request").body())
                .isEqualTo("gr\u00c3\u00b6\u00c3\u009fe\n");
        assertThat(unknown.text("exceptionCode")).isEqualTo("ClientInputError");
    }
}
