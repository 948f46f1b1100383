package io.pushwave.simulator.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk API 2.0 for records: the life of a job, and what each of its states forbids. */
final class BulkIngestJobTest {
    private final BulkIngestCalls ingest = new BulkIngestCalls();
    private final Simulator simulator = ingest.simulator;
    private final SalesforceClient client = ingest.client;

    @BeforeEach
    void login() throws IOException, InterruptedException {
        client.login();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "{'operation':'insert','object':'Account'} => INVALIDENTITY",
                "{'operation':'insert','object':'PackageSubscriber'} => INVALIDENTITY",
                "{'operation':'hardDelete','object':'PackagePushJob'} => FEATURENOTENABLED",
                "{'operation':'delete','object':'PackagePushJob'} => INVALIDOPERATION",
                "{'operation':'merge','object':'PackagePushJob'} => JSON_PARSER_ERROR",
                "{'object':'PackagePushJob'} => JSON_PARSER_ERROR",
                "{'operation':'insert'} => JSON_PARSER_ERROR",
                "{'operation':'insert','object':'PackagePushJob','lineEnding':'CR'} => JSON_PARSER_ERROR",
                "{'operation':'insert','object':'PackagePushJob','columnDelimiter':5} => JSON_PARSER_ERROR",
                "{'operation':'insert','object':'PackagePushJob','contentType':'XML'} => JSON_PARSER_ERROR",
                "{'operation':'insert','object':'PackagePushJob','colour':'red'} => JSON_PARSER_ERROR",
                "{'operation':'upsert','object':'PackagePushJob'} => JSON_PARSER_ERROR",
                "{'operation':'upsert','object':'PackagePushJob','externalIdFieldName':'Key__c'} => INVALID_FIELD",
                "[] => JSON_PARSER_ERROR"
            })
    void aJobThatCannotBeIsNotCreated(String body, String code) throws IOException, InterruptedException {
        // When
        var answer = client.post(BulkIngestCalls.INGEST, body.replace('\'', '"'));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.get(BulkIngestCalls.INGEST).json().path("records")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Open,results,INVALIDJOBSTATE",
        "Open,delete,API_ERROR",
        "Open,JobComplete,JSON_PARSER_ERROR",
        "Open,second upload,INVALIDJOB",
        "UploadComplete,upload,INVALIDJOBSTATE",
        "UploadComplete,UploadComplete,INVALIDJOBSTATE",
        "UploadComplete,results,INVALIDJOBSTATE",
        "InProgress,upload,INVALIDJOBSTATE",
        "InProgress,UploadComplete,INVALIDJOBSTATE",
        "InProgress,results,INVALIDJOBSTATE",
        "InProgress,delete,API_ERROR",
        "JobComplete,upload,INVALIDJOBSTATE",
        "JobComplete,UploadComplete,INVALIDJOBSTATE",
        "JobComplete,Aborted,INVALIDJOBSTATE",
        "Failed,Aborted,INVALIDJOBSTATE",
        "Failed,UploadComplete,INVALIDJOBSTATE",
        "Aborted,Aborted,INVALIDJOBSTATE",
        "Aborted,upload,INVALIDJOBSTATE"
    })
    void whatAStateForbidsIsRefusedAndChangesNothing(String from, String asked, String code)
            throws IOException, InterruptedException {
        // Given
        var job = inState(from);
        var before = client.get(BulkIngestCalls.INGEST + "/" + job).body();

        // When
        var answer = switch (asked) {
            case "upload", "second upload" -> ingest.upload(job, "Id\n");
            case "results" -> client.get(BulkIngestCalls.INGEST + "/" + job + "/failedResults");
            case "delete" -> client.call("DELETE", BulkIngestCalls.INGEST + "/" + job, "");
            default -> ingest.state(job, asked);
        };

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.get(BulkIngestCalls.INGEST + "/" + job).body()).isEqualTo(before);
    }

    private String inState(String state) throws IOException, InterruptedException {
        var job = ingest.create(BulkIngestCalls.INSERT_JOBS);
        var request = client.createRequest();
        ingest.upload(job, state.equals("Failed") ? "Nonsense\n1\n" : ingest.jobsCsv(request, client.orgKeys(250)));
        if (!state.equals("Open")) {
            ingest.state(job, "UploadComplete");
        }
        switch (state) {
            case "InProgress" -> client.advance("PT6S");
            case "JobComplete", "Failed" -> client.advance("PT1M");
            case "Aborted" -> ingest.state(job, "Aborted");
            default -> {
                // It is in that state.
            }
        }
        assertThat(client.get(BulkIngestCalls.INGEST + "/" + job)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo(state);
        return job;
    }

    @ParameterizedTest
    @CsvSource({"UploadComplete", "JobComplete", "Failed", "Aborted"})
    void aJobThatIsNotAtWorkCanBeDeletedAndIsGone(String from) throws IOException, InterruptedException {
        // Given
        var job = inState(from);

        // When
        var deleted = client.call("DELETE", BulkIngestCalls.INGEST + "/" + job, "");
        client.advance("PT1H");

        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(client.get(BulkIngestCalls.INGEST + "/" + job).errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aSecondUploadIsRefusedInSalesforcesWords() throws IOException, InterruptedException {
        // Given
        var job = ingest.create(BulkIngestCalls.INSERT_JOBS);
        ingest.upload(job, "PackagePushRequestId\n");

        // When
        var second = ingest.upload(job, "PackagePushRequestId\n");

        // Then
        assertThat(second.errorCode()).isEqualTo("INVALIDJOB");
        assertThat(second.body()).contains("Found multiple contents for job: <" + job + ">");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndTheJobStaysOpen() throws IOException, InterruptedException {
        // Given
        var job = ingest.create(BulkIngestCalls.INSERT_JOBS);

        // When
        var answer = ingest.upload(job, "x".repeat(100_001));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo("REQUEST_TOO_LARGE");
        assertThat(client.get(BulkIngestCalls.INGEST + "/" + job)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("Open");
        assertThat(ingest.upload(job, "x".repeat(100_000)).status()).isEqualTo(201);
    }

    @Test
    void onlyCsvIsTaken() throws IOException, InterruptedException {
        // Given
        var job = ingest.create(BulkIngestCalls.INSERT_JOBS);

        // When
        var answer = client.call("PUT", BulkIngestCalls.INGEST + "/" + job + "/batches", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void jobsAndTheirResultsAreGoneAfterAWeek() throws IOException, InterruptedException {
        // Given
        var job = inState("JobComplete");

        // When
        client.advance("P6DT23H");
        var before = client.get(BulkIngestCalls.INGEST + "/" + job).status();
        client.advance("PT1H");
        var after = client.get(BulkIngestCalls.INGEST + "/" + job + "/successfulResults");

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(after.status()).isEqualTo(404);
    }

    @Test
    void theListHasPagesOfAThousandJobs() throws IOException, InterruptedException {
        // Given
        for (int job = 0; job < 1_001; job++) {
            ingest.create(BulkIngestCalls.INSERT_JOBS);
        }

        // When
        var first = client.get(BulkIngestCalls.INGEST).json();
        var second = client.get(first.path("nextRecordsUrl").asText()).json();

        // Then
        assertThat(first.path("records")).hasSize(1_000);
        assertThat(first.path("done").asBoolean()).isFalse();
        assertThat(second.path("records")).hasSize(1);
        assertThat(second.path("done").asBoolean()).isTrue();
        assertThat(second.path("nextRecordsUrl").isNull()).isTrue();
        assertThat(client.get(BulkIngestCalls.INGEST + "?jobType=Classic")
                        .json()
                        .path("records"))
                .isEmpty();
        assertThat(client.get(BulkIngestCalls.INGEST + "?isPkChunkingEnabled=true")
                        .json()
                        .path("records"))
                .isEmpty();
        assertThat(client.get(BulkIngestCalls.INGEST + "?queryLocator=x").errorCode())
                .isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void thereAreNoJobsInVersionsBeforeTheFortyFirst() throws IOException, InterruptedException {
        // When
        var answer = client.post("/services/data/v40.0/jobs/ingest", BulkIngestCalls.INSERT_JOBS);

        // Then
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void everyCallCostsOneOfTheBudget() throws IOException, InterruptedException {
        // When
        ingest.submit(BulkIngestCalls.INSERT_JOBS, "");
        var answer = client.get(BulkIngestCalls.INGEST);

        // Then
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).hasValue("api-usage=4/100000");
    }
}
