package io.pushwave.simulator.http.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault at each way to write: what a client sees, and what has become of its records. */
final class FaultsOnWritesTest {
    private static final String DATA = "/services/data/v66.0";
    private static final int BATCH = 3;

    private static Simulator simulator;
    private static SalesforceClient client;
    private static List<String> eligible;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(300)
                .seed(7)
                .speed(0)
                .set(Setting.BULK_BATCH_RECORDS, BATCH)
                .build());
        client = new SalesforceClient(simulator).login();
        eligible = client.eligibleKeys(2 * BATCH);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void login() throws IOException, InterruptedException {
        client.login();
    }

    @AfterEach
    void clearFaults() throws IOException, InterruptedException {
        client.call("DELETE", "/simulator/faults", "");
    }

    /** A call that creates one push request, or a bulk job. */
    enum Write {
        RECORD("/sobjects/PackagePushRequest", "{\"PackageVersionId\":\"VERSION\"}"),
        COLLECTION(
                "/composite/sobjects",
                "{\"records\":[{\"attributes\":{\"type\":\"PackagePushRequest\"},\"PackageVersionId\":\"VERSION\"}]}"),
        TREE(
                "/composite/tree/PackagePushRequest",
                "{\"records\":[{\"attributes\":{\"type\":\"PackagePushRequest\",\"referenceId\":\"r\"},"
                        + "\"PackageVersionId\":\"VERSION\"}]}"),
        COMPOSITE(
                "/composite",
                "{\"compositeRequest\":[{\"method\":\"POST\",\"referenceId\":\"r\",\"url\":\"" + DATA
                        + "/sobjects/PackagePushRequest\",\"body\":{\"PackageVersionId\":\"VERSION\"}}]}"),
        BATCH(
                "/composite/batch",
                "{\"batchRequests\":[{\"method\":\"POST\",\"url\":\"v66.0/sobjects/PackagePushRequest\","
                        + "\"richInput\":{\"PackageVersionId\":\"VERSION\"}}]}"),
        BULK_JOB("/jobs/ingest", "{\"object\":\"PackagePushRequest\",\"operation\":\"insert\"}");

        private final String path;
        private final String body;

        Write(String path, String body) {
            this.path = path;
            this.body = body;
        }

        SalesforceClient.Answer send() throws IOException, InterruptedException {
            return client.post(DATA + path, body.replace("VERSION", client.targetVersion()));
        }

        int done() throws IOException, InterruptedException {
            return this == BULK_JOB
                    ? client.get(DATA + path).json().path("records").size()
                    : client.count("SELECT Id FROM PackagePushRequest");
        }
    }

    private static void fault(String members) throws IOException, InterruptedException {
        var answer = client.post("/simulator/faults", "[{" + members.replace('\'', '"') + "}]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void undisturbedEachWayWritesOnce(Write write) throws IOException, InterruptedException {
        // Given
        int before = write.done();

        // When
        var answer = write.send();

        // Then
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        assertThat(write.done()).isEqualTo(before + 1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Write.values())
                .flatMap(write -> Stream.of(
                        Arguments.of(write, "'effect':'status','status':500", 500, "UNKNOWN_EXCEPTION"),
                        Arguments.of(write, "'effect':'status','status':503", 503, "SERVER_UNAVAILABLE"),
                        Arguments.of(write, "'effect':'html','status':502", 502, "<h1>Server error 502</h1>"),
                        Arguments.of(write, "'effect':'unauthorized'", 401, "INVALID_SESSION_ID"),
                        Arguments.of(write, "'effect':'requestLimit'", 403, "REQUEST_LIMIT_EXCEEDED"),
                        Arguments.of(write, "'effect':'concurrentLimit'", 403, "REQUEST_LIMIT_EXCEEDED")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedCallWritesNothing(Write write, String effect, int status, String word)
            throws IOException, InterruptedException {
        // Given
        int before = write.done();
        fault("'endpoint':'*','method':'POST','nth':1," + effect);

        // When
        var answer = write.send();

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(word);
        client.login();
        assertThat(write.done()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORD", "COMPOSITE", "BATCH", "BULK_JOB"})
    void somethingBadIsAnErrorOfTheServerWhereNoRecordHasAResult(Write write) throws IOException, InterruptedException {
        // Given
        int before = write.done();
        fault("'endpoint':'*','method':'POST','nth':1,'effect':'somethingBad'");

        // When
        var answer = write.send();

        // Then
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.errorCode()).isEqualTo("UNKNOWN_EXCEPTION");
        assertThat(write.done()).isEqualTo(before);
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(Write.values())
                .flatMap(write -> Stream.of(
                        Arguments.of(write, "resetBeforeEffect", 0),
                        Arguments.of(write, "resetAfterEffect", 1),
                        Arguments.of(write, "truncated", 1)));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void aBrokenConnectionDoesNotTellWhetherItWasWritten(Write write, String effect, int written)
            throws IOException, InterruptedException {
        // Given
        int before = write.done();
        fault("'endpoint':'*','method':'POST','nth':1,'effect':'" + effect + "'");

        // When
        assertThatExceptionOfType(IOException.class).isThrownBy(write::send);

        // Then
        assertThat(write.done()).isEqualTo(before + written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lockRow      |                                             | UNABLE_TO_LOCK_ROW | r0 r1 r2 r3
            somethingBad |                                             | UNKNOWN_EXCEPTION  | r0 r1 r2 r3
            failRecords  | ,"every":3,"errorCode":"UNABLE_TO_LOCK_ROW" | UNABLE_TO_LOCK_ROW | r2
            failRecords  | ,"share":1                                  | UNKNOWN_EXCEPTION  | r0 r1 r2 r3
            """)
    void aTreeNamesTheRecordsThatFailedAndWritesNone(String effect, String more, String code, String culprits)
            throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        fault("'endpoint':'*/composite/tree/*','nth':1,'effect':'" + effect + "'" + (more == null ? "" : more));

        // When
        var failed = tree(request);
        var repeated = tree(request);

        // Then
        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.json().path("hasErrors").asBoolean()).isTrue();
        assertThat(failed.json().path("results"))
                .extracting(
                        result -> result.path("referenceId").asText(),
                        result -> result.at("/errors/0/statusCode").asText())
                .containsExactly(Stream.of(culprits.split(" ", -1))
                        .map(culprit -> tuple(culprit, code))
                        .toArray(org.assertj.core.groups.Tuple[]::new));
        assertThat(repeated.status()).as(repeated.body()).isEqualTo(201);
        assertThat(orgsOf(request)).containsExactlyElementsOf(eligible.subList(0, 4));
    }

    private static SalesforceClient.Answer tree(String request) throws IOException, InterruptedException {
        var records = new ArrayList<String>();
        for (int position = 0; position < 4; position++) {
            records.add("{'attributes':{'type':'PackagePushJob','referenceId':'r" + position
                    + "'},'PackagePushRequestId':'" + request + "','SubscriberOrganizationKey':'"
                    + eligible.get(position) + "'}");
        }
        return client.post(
                DATA + "/composite/tree/PackagePushJob",
                "{'records':[".replace('\'', '"') + String.join(",", records).replace('\'', '"') + "]}");
    }

    @Test
    void aParentThatFailsTakesItsChildrenWithIt() throws IOException, InterruptedException {
        // Given
        int before = client.count("SELECT Id FROM PackagePushRequest");
        fault("'endpoint':'*/composite/tree/*','nth':1,'effect':'failRecords','every':2");
        var body = """
                {"records":[{"attributes":{"type":"PackagePushRequest","referenceId":"r"},"PackageVersionId":"%s",
                 "PackagePushJobs":{"records":[{"attributes":{"type":"PackagePushJob","referenceId":"child"},
                  "SubscriberOrganizationKey":"%s"}]}}]}""".formatted(client.targetVersion(), eligible.getFirst());

        // When
        var answer = client.post(DATA + "/composite/tree/PackagePushRequest", body);

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("results").findValuesAsText("referenceId"))
                .containsExactly("child");
        assertThat(client.count("SELECT Id FROM PackagePushRequest")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lockRow      | UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--
            somethingBad | UNKNOWN_EXCEPTION:Something bad has happened. Please verify your input and try again.:--
            failRecords  | UNKNOWN_EXCEPTION:no:--
            """)
    void oneBatchOfABulkJobFailsAndTheOthersDoNot(String effect, String error)
            throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        fault("'endpoint':'*/jobs/ingest/*/batches/*','method':'BATCH','nth':2,'effect':'" + effect + "'"
                + (effect.equals("failRecords") ? ",'every':1,'message':'no'" : ""));

        // When
        var job = bulk("insert", "PackagePushJob", jobsOf(request));

        // Then
        assertThat(job.path("state").asText()).isEqualTo("JobComplete");
        assertThat(job.path("numberRecordsProcessed").asInt()).isEqualTo(2 * BATCH);
        assertThat(job.path("numberRecordsFailed").asInt()).isEqualTo(BATCH);
        assertThat(client.get(DATA + "/jobs/ingest/" + job.path("id").asText() + "/failedResults")
                        .body()
                        .lines()
                        .skip(1))
                .hasSize(BATCH)
                .allMatch(line -> line.contains("\"" + error + "\""));
        assertThat(orgsOf(request)).containsExactlyElementsOf(eligible.subList(0, BATCH));
    }

    @ParameterizedTest
    @CsvSource({"lockRow", "somethingBad", "failRecords"})
    void aFailedUpdateInBulkLeavesTheRecordAsItWas(String effect) throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        fault("'endpoint':'*','method':'BATCH','nth':1,'effect':'" + effect + "'"
                + (effect.equals("failRecords") ? ",'every':1" : ""));

        // When
        var job = bulk("update", "PackagePushRequest", "Id,Status\n" + request + ",Canceled\n");

        // Then
        assertThat(job.path("numberRecordsFailed").asInt()).isEqualTo(1);
        assertThat(client.count(
                        "SELECT Id FROM PackagePushRequest WHERE Status = 'Created' AND Id = '" + request + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"lockRow", "somethingBad", "failRecords"})
    void aFailedUpdateOfACollectionLeavesTheRecordAsItWas(String effect) throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        fault("'endpoint':'*/composite/sobjects','method':'PATCH','nth':1,'effect':'" + effect + "'"
                + (effect.equals("failRecords") ? ",'every':1" : ""));

        // When
        var results = client.patch(
                        DATA + "/composite/sobjects",
                        "{\"records\":[{\"attributes\":{\"type\":\"PackagePushRequest\"},\"Id\":\"" + request
                                + "\",\"Status\":\"Canceled\"}]}")
                .json();

        // Then
        assertThat(results.findValuesAsText("success")).containsExactly("false");
        assertThat(client.count(
                        "SELECT Id FROM PackagePushRequest WHERE Status = 'Created' AND Id = '" + request + "'"))
                .isEqualTo(1);
    }

    private static String jobsOf(String request) {
        var csv = new StringBuilder("PackagePushRequestId,SubscriberOrganizationKey\n");
        eligible.forEach(org -> csv.append(request).append(',').append(org).append('\n'));
        return csv.toString();
    }

    private static JsonNode bulk(String operation, String object, String csv) throws IOException, InterruptedException {
        var job = DATA + "/jobs/ingest/"
                + client.post(
                                DATA + "/jobs/ingest",
                                "{\"operation\":\"" + operation + "\",\"object\":\"" + object + "\"}")
                        .json()
                        .path("id")
                        .asText();
        client.upload(job + "/batches", csv);
        client.patch(job, "{\"state\":\"UploadComplete\"}");
        client.advance("PT1H");
        return client.get(job).json();
    }

    private static List<String> orgsOf(String request) throws IOException, InterruptedException {
        var rows = client.query("SELECT SubscriberOrganizationKey FROM PackagePushJob WHERE PackagePushRequestId = '"
                        + request + "' ORDER BY Id")
                .json()
                .path("records");
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path("SubscriberOrganizationKey").asText())
                .toList();
    }
}
