package io.pushwave.simulator.http.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of Bulk API 1.0, and those that it shares with the other APIs. */
final class AsyncLimitsTest extends OneSimulator {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private static final String INGEST = "/services/data/v66.0/jobs/ingest";

    private AsyncClient async = new AsyncClient(simulator, "66.0", "");

    AsyncLimitsTest() {
        super(SimulatorSettings.builder()
                .orgs(20)
                .set(Setting.BULK_DAILY_BATCHES, 3)
                .set(Setting.ASYNC_BATCH_BYTES, 2_000)
                .set(Setting.ASYNC_BATCH_RECORDS, 5));
    }

    @Override
    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        super.login();
        async = new AsyncClient(simulator, "66.0", client.token());
    }

    private int batchesLeft() throws IOException, InterruptedException {
        return client.get(LIMITS).json().at("/DailyBulkApiBatches/Remaining").asInt();
    }

    private AsyncClient.Answer add(String job) throws IOException, InterruptedException {
        return async.post("/job/" + job + "/batch", "text/csv", "Status\na\n");
    }

    @Test
    void theBatchesOfADayAreLimited() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushRequest", "CSV");

        // When
        add(job);
        async.enter(job, "Closed");
        var toClosed = add(job);
        var open = async.create("insert", "PackagePushRequest", "CSV");
        var third = add(open);
        var fourth = add(open);

        // Then
        assertThat(toClosed.text("exceptionCode")).isEqualTo("InvalidJobState");
        assertThat(third.status()).isEqualTo(201);
        assertThat(fourth.status()).isEqualTo(400);
        assertThat(fourth.text("exceptionCode")).isEqualTo("ExceededQuota");
        assertThat(fourth.text("exceptionMessage")).isEqualTo("ApiBatchItems Limit exceeded.");
        assertThat(client.get(LIMITS).json().at("/DailyBulkApiBatches/Max").asInt())
                .isEqualTo(3);
        assertThat(batchesLeft()).isZero();
        client.advance("PT24H");
        assertThat(batchesLeft()).isEqualTo(3);
    }

    @Test
    void bothBulkApisHaveTheBatchesOfADayTogether() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushRequest", "CSV");
        add(job);
        add(job);
        add(job);
        var ingest = client.post(INGEST, "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\"}")
                .json()
                .path("id")
                .asText();
        client.upload(INGEST + "/" + ingest + "/batches", "Status\na\n");

        // When
        client.patch(INGEST + "/" + ingest, "{\"state\":\"UploadComplete\"}");
        client.advance("PT1M");

        // Then
        var ended = client.get(INGEST + "/" + ingest).json();
        assertThat(ended.path("state").asText()).isEqualTo("Failed");
        assertThat(ended.path("errorMessage").asText())
                .isEqualTo("ExceededQuota : Maximum of 3 batches in 24 hours exceeded");
    }

    @Test
    void aBatchOfTooManyBytesIsRefused() throws IOException, InterruptedException {
        // Given
        var xml = async.create("insert", "PackagePushRequest", "CSV");
        var json = async.create("insert", "PackagePushRequest", "JSON");
        var large = "Status\n" + "a".repeat(20_000_000);

        // When
        var inXml = async.post("/job/" + xml + "/batch", "text/csv", large);
        var inJson = async.post("/job/" + json + "/batch", AsyncClient.JSON, large);

        // Then
        assertThat(inXml.status()).isEqualTo(400);
        assertThat(inXml.text("exceptionCode")).isEqualTo("ClientInputError");
        assertThat(inXml.text("exceptionMessage")).isEqualTo("Failed to read request. Exceeded max size limit of 2000");
        assertThat(inJson.json().path("exceptionCode").asText()).isEqualTo("ClientInputError");
    }

    @Test
    void aBatchOfTooManyRecordsFails() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushRequest", "CSV");

        // When
        var five = async.add(job, "text/csv", "Status\n" + "a\n".repeat(5));
        var six = async.add(job, "text/csv", "Status\n" + "a\n".repeat(6));
        client.advance("PT1M");

        // Then
        assertThat(async.batch(job, five).text("state")).isEqualTo("Completed");
        assertThat(async.batch(job, six).text("stateMessage"))
                .isEqualTo(
                        "InvalidBatch : Exceeded number of records : 7. Number of records should be less than or equal"
                                + " to 6");
        assertThat(async.batch(job, six).text("numberRecordsProcessed")).isEqualTo("0");
    }

    @Test
    void aJobTakesBatchesForADayAndIsKeptForAWeek() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushRequest", "CSV");

        // When
        client.advance("PT24H");
        var inTime = add(job);
        client.advance("PT1S");
        var late = add(job);
        client.advance("P7D");
        var kept = async.get("/job/" + job);
        client.advance("PT1M");
        var gone = async.get("/job/" + job);

        // Then
        assertThat(inTime.status()).isEqualTo(201);
        assertThat(late.text("exceptionMessage")).contains("more than 24 hours old");
        assertThat(kept.status()).isEqualTo(200);
        assertThat(gone.text("exceptionCode")).isEqualTo("InvalidJob");
    }

    @Test
    void everyCallIsOneOfTheDailyBudget() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushRequest", "CSV");
        int used = client.get("/simulator/budget").json().path("used").asInt();

        // When
        var answer = async.get("/job/" + job);
        var refused = async.get("/job/nonsense");
        client.post("/simulator/budget", "{\"limit\":1}");
        var beyond = async.get("/job/" + job);

        // Then
        assertThat(client.get("/simulator/budget").json().path("used").asInt()).isEqualTo(used + 2);
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).isEmpty();
        assertThat(refused.text("exceptionCode")).isEqualTo("InvalidJob");
        assertThat(beyond.status()).isEqualTo(400);
        assertThat(beyond.text("exceptionCode")).isEqualTo("ExceededQuota");
        assertThat(beyond.text("exceptionMessage")).isEqualTo("TotalRequests Limit exceeded.");
        var log = client.get("/simulator/requests-log?path=*/async/*")
                .body()
                .lines()
                .toList();
        assertThat(log.get(1)).contains("\"cost\":1");
        assertThat(log.getLast()).contains("\"cost\":0");
    }
}
