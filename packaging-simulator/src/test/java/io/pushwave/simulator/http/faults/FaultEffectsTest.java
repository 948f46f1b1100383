package io.pushwave.simulator.http.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults that look like Salesforce's own, and the limits behind some of them. */
final class FaultEffectsTest extends OneSimulator {
    private static final String REQUESTS = "/services/data/v66.0/sobjects/PackagePushRequest";

    FaultEffectsTest() {
        super(SimulatorSettings.builder()
                .orgs(600)
                .seed(7)
                .set(Setting.CONCURRENT_LIMIT, 1)
                .set(Setting.LONG_RUNNING_CALL, "PT0.3S"));
    }

    private void fault(String members) throws IOException, InterruptedException {
        var answer = client.post("/simulator/faults", "[{" + members.replace('\'', '"') + "}]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private SalesforceClient.Answer create() throws IOException, InterruptedException {
        return client.post(REQUESTS, "{\"PackageVersionId\":\"" + client.targetVersion() + "\"}");
    }

    private int requests() throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushRequest");
    }

    private int jobs() throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushJob");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 502})
    void aPageForPeopleComesInsteadOfAnAnswer(int status) throws IOException, InterruptedException {
        // Given
        fault("'endpoint':'*/sobjects/*','method':'POST','nth':1,'effect':'html','status':" + status);

        // When
        var answer = create();

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
        assertThat(requests()).isZero();
    }

    @Test
    void anAnswerBreaksOffInTheMiddleAndTheEffectStays() throws IOException, InterruptedException {
        // Given
        fault("'endpoint':'*/sobjects/*','method':'POST','nth':1,'effect':'truncated'");

        // When
        assertThatExceptionOfType(IOException.class).isThrownBy(this::create);

        // Then
        assertThat(requests()).isEqualTo(1);
        assertThat(client.get("/simulator/requests-log").body()).contains("\"status\":201", "\"fault\":\"truncated\"");
    }

    @ParameterizedTest
    @CsvSource({
        "requestLimit, TotalRequests Limit exceeded.",
        "concurrentLimit, ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
    })
    void aCallIsRefusedAsOneTooMany(String effect, String message) throws IOException, InterruptedException {
        // Given
        fault("'endpoint':'*','method':'POST','nth':1,'effect':'" + effect + "'");

        // When
        var answer = create();

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(answer.json().path(0).path("message").asText()).isEqualTo(message);
        assertThat(requests()).isZero();
    }

    @Test
    void theDailyBudgetIsChangedAndUsedUpWhileTheSimulatorRuns() throws IOException, InterruptedException {
        // Given
        var before =
                client.post("/simulator/budget", "{\"limit\":50,\"used\":49}").json();

        // When
        var last = create();
        var oneTooMany = create();

        // Then
        assertThat(before.path("used").asInt()).isEqualTo(49);
        assertThat(last.headers().firstValue("Sforce-Limit-Info")).contains("api-usage=50/50");
        assertThat(oneTooMany.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        client.advance("PT24H");
        assertThat(client.get("/simulator/budget").json().path("used").asInt()).isZero();
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}              | neither limit nor used is given
                    {"limit":0}     | limit is 0, 1 to 2147483647 is expected
                    {"used":"all"}  | used is "all", 0 to 2147483647 is expected
                    {"most":5}      | 'most' is unknown: limit, used can be given
                    """)
    void aBudgetThatCannotBeIsRefused(String body, String detail) throws IOException, InterruptedException {
        // When
        var answer = client.post("/simulator/budget", body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo(detail);
        assertThat(client.get("/simulator/budget").json().path("limit").asInt()).isEqualTo(100_000);
    }

    @Test
    void whileTooManyLongCallsRunEveryOtherCallIsRefused()
            throws IOException, InterruptedException, ExecutionException {
        // Given
        fault("'endpoint':'*/limits','nth':1,'effect':'latency','latency':'PT1.5S'");
        var longCall = CompletableFuture.supplyAsync(() -> unchecked("/services/data/v66.0/limits"));
        while (client.get("/simulator/faults").json().findPath("struck").asInt() == 0) {
            Thread.onSpinWait();
        }

        // When
        var refused = create();

        // Then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path(0).path("message").asText())
                .isEqualTo("ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
        assertThat(longCall.get().status()).isEqualTo(200);
        assertThat(create().status()).isEqualTo(201);
        assertThat(requests()).isEqualTo(1);
    }

    private SalesforceClient.Answer unchecked(String path) {
        try {
            return client.get(path);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aRecordThatCannotBeLockedIsNotWritten() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        fault("'endpoint':'*','always':true,'times':3,'effect':'lockRow'");

        // When
        var created = create();
        var changed = client.setStatus(id, "Pending");
        var collection = client.createJobs(id, client.orgKeys(3), false);

        // Then
        assertThat(created.status()).isEqualTo(400);
        assertThat(created.errorCode()).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(created.json().path(0).path("message").asText())
                .isEqualTo("unable to obtain exclusive access to this record");
        assertThat(changed.errorCode()).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(collection.status()).isEqualTo(200);
        assertThat(collection.json().findValuesAsText("statusCode"))
                .containsExactly("UNABLE_TO_LOCK_ROW", "UNABLE_TO_LOCK_ROW", "UNABLE_TO_LOCK_ROW");
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Created'"))
                .isEqualTo(1);
        assertThat(jobs()).isZero();
    }

    @Test
    void aQueryTakesTooLong() throws IOException, InterruptedException {
        // Given
        fault("'endpoint':'*','nth':1,'effect':'queryTimeout'");
        create();

        // When
        var answer = client.query("SELECT Id FROM PackagePushRequest");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("QUERY_TIMEOUT");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void onlyAQueryThatIsMeantIsRefused() throws IOException, InterruptedException {
        // Given
        fault("'endpoint':'*','query':'*WHERE*SystemModstamp*','always':true,'effect':'refuseQuery',"
                + "'message':'No such column SystemModstamp'");
        create();

        // When
        var refused = client.query("SELECT Id FROM PackagePushRequest WHERE SystemModstamp > 2026-01-01T00:00:00Z");

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo("INVALID_FIELD");
        assertThat(refused.body()).contains("No such column SystemModstamp");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void aLocatorIsGone() throws IOException, InterruptedException {
        // Given
        var next = client.call(
                        "GET",
                        "/services/data/v66.0/query?q=SELECT+Id+FROM+PackageSubscriber",
                        "",
                        "Sforce-Query-Options",
                        "batchSize=200")
                .json()
                .path("nextRecordsUrl")
                .asText();
        fault("'endpoint':'*','nth':2,'effect':'invalidLocator'");

        // When
        var first = client.get(next);
        var second = client.get(next);
        var third = client.get(next);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
        assertThat(third.errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void someRecordsOfACollectionFailAndTheOthersDoNot() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var eligible = client.query("SELECT OrgKey FROM PackageSubscriber WHERE OrgStatus = 'Demo' AND"
                        + " MetadataPackageVersion.MinorVersion = 4 AND CustomUpgradeType = 'None' LIMIT 10")
                .json()
                .findValuesAsText("OrgKey");
        fault("'endpoint':'*','nth':1,'effect':'failRecords','every':3,'errorCode':'UNKNOWN_EXCEPTION','message':'no'");

        // When
        var results = client.createJobs(id, eligible, false).json();

        // Then
        assertThat(results.findValuesAsText("success"))
                .containsExactly("true", "true", "false", "true", "true", "false", "true", "true", "false", "true");
        assertThat(results.findValuesAsText("message")).containsExactly("no", "no", "no");
        assertThat(jobs()).isEqualTo(7);
    }

    @Test
    void oneFailedRecordRollsACollectionBack() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        fault("'endpoint':'*','nth':1,'effect':'failRecords','every':5,'errorCode':'UNABLE_TO_LOCK_ROW'");

        // When
        var results = client.createJobs(id, client.orgKeys(5), true).json();

        // Then
        assertThat(results.findValuesAsText("statusCode").getLast()).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(jobs()).isZero();
    }

    /** Sends jobs in bulk, lets them be worked off, and answers what became of the bulk job. */
    private SalesforceClient.Answer bulk(String requestId, int orgs) throws IOException, InterruptedException {
        var path = "/services/data/v66.0/jobs/ingest";
        var bulkJob = path + "/"
                + client.post(path, "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}")
                        .json()
                        .path("id")
                        .asText();
        var csv = new StringBuilder("PackagePushRequestId,SubscriberOrganizationKey\n");
        for (var orgKey : client.orgKeys(orgs)) {
            csv.append(requestId).append(',').append(orgKey).append('\n');
        }
        client.upload(bulkJob + "/batches", csv.toString());
        client.patch(bulkJob, "{\"state\":\"UploadComplete\"}");
        client.advance("PT1H");
        return client.get(bulkJob);
    }

    @Test
    void someRecordsOfABulkBatchFail() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        fault("'endpoint':'*/jobs/ingest/*','nth':1,'effect':'failRecords','every':1,'errorCode':'UNABLE_TO_LOCK_ROW'");

        // When
        var failing = bulk(id, 4);
        var undisturbed = bulk(id, 4);

        // Then
        assertThat(failing.json().path("numberRecordsFailed").asInt()).isEqualTo(4);
        var results = client.get(
                "/services/data/v66.0/jobs/ingest/" + failing.json().path("id").asText() + "/failedResults");
        assertThat(results.body()).contains("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record");
        assertThat(undisturbed.json().path("numberRecordsFailed").asInt()).isLessThan(4);
    }

    @Test
    void bulkBatchesTimeOutAndAreTriedAgain() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        fault("'endpoint':'*','method':'BATCH','nth':1,'times':2,'effect':'bulkBatchTimeout'");

        // When
        var job = bulk(id, 40).json();

        // Then
        assertThat(job.path("state").asText()).isEqualTo("JobComplete");
        assertThat(job.path("retries").asInt()).isEqualTo(2);
        assertThat(jobs()).isPositive();
    }

    @Test
    void aRuleIsTakenAwayByItsName() throws IOException, InterruptedException {
        // Given
        fault("'name':'first','endpoint':'*','always':true,'effect':'status','status':500");
        fault("'name':'second','endpoint':'*','always':true,'effect':'status','status':503");

        // When
        var removed = client.call("DELETE", "/simulator/faults/first", "");

        // Then
        assertThat(removed.status()).isEqualTo(204);
        assertThat(create().status()).isEqualTo(503);
        assertThat(client.call("DELETE", "/simulator/faults/first", "").status())
                .isEqualTo(404);
        assertThat(client.get("/simulator/requests-log").body()).contains("\"rule\":\"second\"");
    }
}
