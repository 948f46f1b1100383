package io.pushwave.simulator.http.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults on request on calls and batches of Bulk API 1.0, and jobs that go on from a snapshot. */
final class AsyncFaultsTest extends OneSimulator {
    private static final String BATCHES = "'endpoint':'/services/async/job/*/batch/*','method':'BATCH',";

    private AsyncClient async = new AsyncClient(simulator, "66.0", "");

    AsyncFaultsTest() {
        super(start());
    }

    private static Simulator start() {
        return Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(200)
                .speed(0)
                .set(Setting.BULK_BATCH_RETRIES, 2)
                .build());
    }

    @Override
    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        super.login();
        async = new AsyncClient(simulator, "66.0", client.token());
    }

    private void fault(String members) throws IOException, InterruptedException {
        var answer = client.post("/simulator/faults", "[{" + members.replace('\'', '"') + "}]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String insert(String job, String request, List<String> orgs) throws IOException, InterruptedException {
        return async.add(
                job,
                "text/csv",
                orgs.stream()
                        .map(org -> request + "," + org + "\n")
                        .collect(Collectors.joining("", "PackagePushRequestId,SubscriberOrganizationKey\n", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "'''effect'':''status'',''status'':503', 503, Unknown",
        "'''effect'':''status'',''status'':500', 500, Unknown",
        "'''effect'':''requestLimit''', 400, ExceededQuota",
        "'''effect'':''concurrentLimit''', 400, ExceededQuota",
        "'''effect'':''unauthorized''', 400, InvalidSessionId",
        "'''effect'':''somethingBad''', 500, Unknown",
    })
    void refusalsOnRequestAreWordedAsThisApiDoes(String effect, int status, String code)
            throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");
        fault("'endpoint':'*/async/*','nth':1," + effect);

        // When
        var answer = async.get("/job/" + job);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/xml");
        assertThat(answer.text("exceptionCode")).isEqualTo(code);
    }

    @Test
    void aSessionThatIsEndedOnRequestStaysEnded() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");
        fault("'endpoint':'*/async/*','nth':1,'effect':'unauthorized'");
        async.get("/job/" + job);

        // When
        var again = async.get("/job/" + job);

        // Then
        assertThat(again.text("exceptionCode")).isEqualTo("InvalidSessionId");
        assertThat(client.query("SELECT Id FROM MetadataPackage").status()).isEqualTo(401);
    }

    @Test
    void anAttemptThatTimesOutIsMadeAgain() throws IOException, InterruptedException {
        // Given
        fault(BATCHES + "'nth':1,'effect':'bulkBatchTimeout'");
        var job = async.create("insert", "PackagePushJob", "CSV");
        var batch = insert(job, client.createRequest(), client.eligibleKeys(1));

        // When
        client.advance("PT5M10S");
        var running = async.batch(job, batch);
        client.advance("PT10S");

        // Then
        assertThat(running.text("state")).isEqualTo("InProgress");
        assertThat(async.batch(job, batch).text("state")).isEqualTo("Completed");
        assertThat(async.get("/job/" + job).text("numberRetries")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"FALSE, 2", "TRUE, 0"})
    void aBatchThatTimesOutTooOftenFails(String disabled, int retries) throws IOException, InterruptedException {
        // Given
        fault(BATCHES + "'always':true,'effect':'bulkBatchTimeout'");
        var job = async.post(
                        "/job",
                        AsyncClient.XML,
                        AsyncClient.jobInfo("operation", "insert", "object", "PackagePushJob", "contentType", "CSV"),
                        "Sforce-Disable-Batch-Retry",
                        disabled)
                .text("id");
        var request = client.createRequest();
        var batch = insert(job, request, client.eligibleKeys(1));

        // When
        client.advance("PT1H");

        // Then
        assertThat(async.batch(job, batch).text("stateMessage"))
                .isEqualTo("InternalServerError : Retried more than " + retries + " times");
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + request + "'"))
                .isZero();
    }

    @Test
    void someRecordsOfABatchFail() throws IOException, InterruptedException {
        // Given
        fault(BATCHES + "'nth':1,'effect':'failRecords','every':2,'errorCode':'UNABLE_TO_LOCK_ROW','message':'busy'");
        var job = async.create("insert", "PackagePushJob", "CSV");
        var request = client.createRequest();
        var batch = insert(job, request, client.eligibleKeys(4));

        // When
        client.advance("PT1M");

        // Then
        assertThat(async.result(job, batch).body().lines().skip(1).map(line -> line.split(",", -1)[1]))
                .containsExactly("\"true\"", "\"false\"", "\"true\"", "\"false\"");
        assertThat(async.result(job, batch).body()).contains("\"UNABLE_TO_LOCK_ROW:busy:--\"");
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + request + "'"))
                .isEqualTo(2);
    }

    @Test
    void aQueryTimesOut() throws IOException, InterruptedException {
        // Given
        fault("'endpoint':'*','method':'BATCH','query':'*PackageSubscriber*','nth':1,'effect':'queryTimeout'");
        var job = async.create("query", "PackageSubscriber", "CSV");
        var first = async.add(job, "text/csv", "SELECT Id FROM PackageSubscriber");
        var second = async.add(job, "text/csv", "SELECT Id FROM PackageSubscriber");

        // When
        client.advance("PT1M");

        // Then
        assertThat(async.batch(job, first).text("stateMessage"))
                .isEqualTo(
                        "InvalidBatch : Failed to process query: QUERY_TIMEOUT: Your query request was running for too"
                                + " long.");
        assertThat(async.batch(job, second).text("state")).isEqualTo("Completed");
    }

    @Test
    void jobsInEveryStateGoOnFromASnapshotAsWithoutIt() throws IOException, InterruptedException {
        // Given
        fault(BATCHES + "'probability':0.4,'seed':3,'effect':'bulkBatchTimeout'");
        var request = client.createRequest();
        var orgs = client.eligibleKeys(8);
        var query = async.create("query", "PackageSubscriber", "JSON");
        var found = async.add(query, AsyncClient.JSON, "SELECT Id, OrgKey FROM PackageSubscriber LIMIT 5");
        var load = async.create("insert", "PackagePushJob", "CSV");
        var done = insert(load, request, orgs.subList(0, 4));
        var bad = async.add(load, "text/csv", "Nonsense\n1\n");
        client.advance("PT10M");
        var running = insert(load, request, orgs.subList(2, 8));
        client.advance("PT6S");
        var queued = insert(load, request, orgs.subList(0, 2));
        async.enter(load, "Closed");
        var aborted = async.create("insert", "PackagePushJob", "CSV");
        insert(aborted, request, orgs);
        async.enter(aborted, "Aborted");
        var snapshot = client.snapshot();

        // When
        try (var other = start()) {
            var second = new SalesforceClient(other).login();
            assertThat(second.restore(snapshot).status()).isEqualTo(200);
            var secondAsync = new AsyncClient(other, "66.0", client.token());
            second.useToken(client.token());
            var views = new ArrayList<List<String>>();
            for (var each : List.of(client, second)) {
                each.advance("PT1H");
                var api = each.equals(client) ? async : secondAsync;
                views.add(List.of(
                        api.get("/job/" + query).body(),
                        api.get("/job/" + load).body(),
                        api.get("/job/" + load + "/batch").body(),
                        api.get("/job/" + aborted + "/batch").body(),
                        api.result(load, done).body(),
                        api.result(load, bad).body(),
                        api.result(load, running).body(),
                        api.result(load, queued).body(),
                        api.get("/job/" + query + "/batch/" + found + "/result/"
                                        + api.result(query, found)
                                                .json()
                                                .path(0)
                                                .asText())
                                .body()));
            }

            // Then
            assertThat(views.get(1)).isEqualTo(views.getFirst());
            assertThat(views.getFirst().get(3)).contains("NotProcessed");
            assertThat(views.getFirst().get(7)).contains("DUPLICATE_VALUE");
        }
    }
}
