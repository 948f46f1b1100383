package io.pushwave.simulator.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk API 2.0 for records: what becomes of each of them. */
final class BulkIngestTest {
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

    @Test
    void aNewJobIsAnsweredAsClientsReadIt() throws IOException, InterruptedException {
        // When
        var answer = client.post(BulkIngestCalls.INGEST, BulkIngestCalls.INSERT_JOBS);

        // Then
        var job = answer.json();
        var id = job.path("id").asText();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(id).startsWith("750").hasSize(18);
        assertThat(job.path("state").asText()).isEqualTo("Open");
        assertThat(answer.body()).contains("\"apiVersion\":66.0,");
        assertThat(job.path("contentUrl").asText()).isEqualTo("services/data/v66.0/jobs/ingest/" + id + "/batches");
        assertThat(job.path("lineEnding").asText()).isEqualTo("LF");
        assertThat(job.path("columnDelimiter").asText()).isEqualTo("COMMA");
        assertThat(job.path("concurrencyMode").asText()).isEqualTo("Parallel");
    }

    @Test
    void theCallsOfTheCliFillAPushRequest() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var orgs = client.orgKeys(250);

        // When
        var job = ingest.create(BulkIngestCalls.INSERT_JOBS);
        var uploaded = ingest.upload(job, ingest.jobsCsv(request, orgs));
        var closed = ingest.state(job, "UploadComplete");
        var queued = client.get(BulkIngestCalls.INGEST + "/" + job).json();
        client.advance("PT15S");
        var running = client.get(BulkIngestCalls.INGEST + "/" + job).json();
        client.advance("PT20S");
        var ended = client.get(BulkIngestCalls.INGEST + "/" + job).json();

        // Then
        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(uploaded.body()).isEmpty();
        assertThat(closed.json().path("state").asText()).isEqualTo("UploadComplete");
        assertThat(queued.path("state").asText()).isEqualTo("UploadComplete");
        assertThat(running.path("state").asText()).isEqualTo("InProgress");
        assertThat(running.path("numberRecordsProcessed").asInt()).isEqualTo(100);
        assertThat(ended.path("state").asText()).isEqualTo("JobComplete");
        assertThat(ended.path("jobType").asText()).isEqualTo("V2Ingest");
        assertThat(ended.path("numberRecordsProcessed").asInt()).isEqualTo(250);
        assertThat(ended.path("totalProcessingTime").asInt()).isEqualTo(35_000);
        assertThat(ended.path("apiActiveProcessingTime").asInt()).isEqualTo(30_000);
        int failed = ended.path("numberRecordsFailed").asInt();
        assertThat(failed).isBetween(1, 60);
        assertThat(client.count("SELECT COUNT() FROM PackagePushJob WHERE PackagePushRequestId = '" + request + "'"))
                .isEqualTo(250 - failed);
    }

    @Test
    void everyRecordIsInExactlyOneOfTheResultFiles() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var orgs = client.orgKeys(250);
        var job = ingest.submit(BulkIngestCalls.INSERT_JOBS, ingest.jobsCsv(request, orgs));
        client.advance("PT1M");

        // When
        var successful = lines(job, "successfulResults");
        var failed = lines(job, "failedResults");
        var unprocessed = lines(job, "unprocessedrecords");

        // Then
        assertThat(successful.getFirst())
                .isEqualTo("\"sf__Id\",\"sf__Created\",PackagePushRequestId,SubscriberOrganizationKey");
        assertThat(successful.get(1)).matches("\"0DX.{15}\",\"true\",\"" + request + "\",\"00D.{12}\"");
        assertThat(failed.getFirst())
                .isEqualTo("\"sf__Id\",\"sf__Error\",PackagePushRequestId,SubscriberOrganizationKey");
        assertThat(failed.get(1))
                .matches("\"\",\"INVALID_OPERATION:.*:SubscriberOrganizationKey --\",\"" + request + "\",\"00D.{12}\"");
        assertThat(unprocessed).containsExactly("PackagePushRequestId,SubscriberOrganizationKey");
        assertThat(successful.size() + failed.size() - 2).isEqualTo(250);
    }

    private List<String> lines(String job, String file) throws IOException, InterruptedException {
        var answer = client.get(BulkIngestCalls.INGEST + "/" + job + "/" + file);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=UTF-8");
        return answer.body().lines().toList();
    }

    @Test
    void anOrgThatIsThereTwiceIsRefusedTheSecondTime() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var orgs = client.orgKeys(40);
        var twice = new ArrayList<>(orgs);
        twice.addAll(orgs);

        // When
        var job = ingest.submit(BulkIngestCalls.INSERT_JOBS, ingest.jobsCsv(request, twice));
        client.advance("PT1M");

        // Then
        var first = lines(job, "successfulResults").get(1);
        var id = first.substring(1, 19);
        assertThat(lines(job, "failedResults"))
                .anyMatch(line -> line.startsWith("\"\",\"DUPLICATE_VALUE:duplicate value found:"
                        + " SubscriberOrganizationKey duplicates value on record with id: " + id + ":--\""));
    }

    @Test
    void anEmptyFileCompletesWithoutRecords() throws IOException, InterruptedException {
        // When
        var job = ingest.submit(BulkIngestCalls.INSERT_JOBS, "");
        client.advance("PT10S");

        // Then
        var ended = client.get(BulkIngestCalls.INGEST + "/" + job).json();
        assertThat(ended.path("state").asText()).isEqualTo("JobComplete");
        assertThat(ended.path("numberRecordsProcessed").asInt()).isZero();
        assertThat(lines(job, "failedResults")).containsExactly("\"sf__Id\",\"sf__Error\"");
    }

    @Test
    void requestsAreInsertedAndThenActivatedInBulk() throws IOException, InterruptedException {
        // Given
        var inserted = ingest.submit(
                "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\",\"columnDelimiter\":\"SEMICOLON\",\"lineEnding\":\"CRLF\"}",
                "PackageVersionId;ScheduledStartTime;IsMigration\r\n" + client.targetVersion()
                        + ";2036-12-06T21:00:00.000Z;TRUE\r\n" + client.targetVersion() + ";#N/A;\r\n");
        client.advance("PT1M");
        var ids = lines(inserted, "successfulResults").stream()
                .skip(1)
                .map(line -> line.substring(1, 19))
                .toList();

        // When
        var updated = ingest.submit(
                "{\"operation\":\"update\",\"object\":\"packagepushrequest\"}",
                "id,STATUS\n" + ids.get(0) + ",Pending\n" + ids.get(1) + ",Succeeded\n");
        client.advance("PT1M");

        // Then
        assertThat(ids).hasSize(2);
        assertThat(lines(updated, "successfulResults"))
                .containsExactly(
                        "\"sf__Id\",\"sf__Created\",id,STATUS",
                        "\"" + ids.get(0) + "\",\"false\",\"" + ids.get(0) + "\",\"Pending\"");
        assertThat(lines(updated, "failedResults").get(1)).startsWith("\"" + ids.get(1) + "\",\"INVALID_STATUS:");
        var record = client.get("/services/data/v66.0/sobjects/PackagePushRequest/" + ids.getFirst())
                .json();
        assertThat(record.path("Status").asText()).isEqualTo("Pending");
        assertThat(record.path("IsMigration").asBoolean()).isTrue();
        assertThat(record.path("ScheduledStartTime").asText()).isEqualTo("2036-12-06T21:00:00.000+0000");
    }

    @Test
    void upsertByIdUpdatesRecordsWithAnIdAndCreatesTheOthers() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();

        // When
        var job = ingest.submit(
                "{\"operation\":\"upsert\",\"object\":\"PackagePushRequest\",\"externalIdFieldName\":\"Id\"}",
                "Id,PackageVersionId,Status\n" + request + ",,Canceled\n," + client.targetVersion() + ",\n");
        client.advance("PT1M");

        // Then
        var successful = lines(job, "successfulResults");
        assertThat(successful.get(1)).startsWith("\"" + request + "\",\"false\"");
        assertThat(successful.get(2)).contains("\",\"true\",\"\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "abc,Pending => MALFORMED_ID:bad id abc:Id --",
                ",Pending => MISSING_ARGUMENT:Id not specified in an update call:--",
                "0DV5g0000000099,Pending => INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--",
                "ID,Finished => INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Status: bad value for restricted picklist field: Finished:Status --"
            })
    void anUpdateThatCannotBeDoneSaysWhyInItsRecord(String record, String error)
            throws IOException, InterruptedException {
        // Given
        var row = record.replace("ID", client.createRequest());

        // When
        var job = ingest.submit(
                "{\"operation\":\"update\",\"object\":\"PackagePushRequest\"}", "Id,Status\n" + row + "\n");
        client.advance("PT1M");

        // Then
        assertThat(lines(job, "failedResults").get(1)).contains("\"" + error + "\"");
    }

    @Test
    void aValueOfTheWrongTypeIsToldWithItsColumn() throws IOException, InterruptedException {
        // When
        var job = ingest.submit(
                "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\"}",
                "PackageVersionId,ScheduledStartTime,IsMigration\n" + client.targetVersion() + ",tomorrow,\n"
                        + client.targetVersion() + ",,maybe\n");
        client.advance("PT1M");

        // Then
        var failed = lines(job, "failedResults");
        assertThat(failed.get(1))
                .contains(
                        "INVALID_FIELD:Failed to deserialize field at col 1. Due to, 'tomorrow' is not a valid value for"
                                + " the type xsd:dateTime:ScheduledStartTime --");
        assertThat(failed.get(2)).contains("'maybe' is not a valid value for the type xsd:boolean:IsMigration --");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "Nonsense,PackagePushRequestId => InvalidBatch : Field name not found : Nonsense",
                "PackagePushRequest.Status,PackagePushRequestId => InvalidBatch : Field name not found : PackagePushRequest.Status"
            })
    void anUnknownColumnFailsTheJobAndNothingIsWritten(String header, String message)
            throws IOException, InterruptedException {
        // When
        var job = ingest.submit(BulkIngestCalls.INSERT_JOBS, header + "\na,b\n");
        client.advance("PT1M");

        // Then
        var ended = client.get(BulkIngestCalls.INGEST + "/" + job).json();
        assertThat(ended.path("state").asText()).isEqualTo("Failed");
        assertThat(ended.path("errorMessage").asText()).isEqualTo(message);
        assertThat(ended.path("numberRecordsProcessed").asInt()).isZero();
        assertThat(lines(job, "unprocessedrecords")).containsExactly(header, "a,b");
    }

    @Test
    void anAbortedJobKeepsItsFinishedBatchesAndAnswersTheRest() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var orgs = client.orgKeys(250);
        var job = ingest.submit(BulkIngestCalls.INSERT_JOBS, ingest.jobsCsv(request, orgs));
        client.advance("PT15S");

        // When
        var aborted = ingest.state(job, "Aborted");
        client.advance("PT1H");

        // Then
        assertThat(aborted.json().path("state").asText()).isEqualTo("Aborted");
        assertThat(client.get(BulkIngestCalls.INGEST + "/" + job)
                        .json()
                        .path("numberRecordsProcessed")
                        .asInt())
                .isEqualTo(100);
        var unprocessed = lines(job, "unprocessedrecords");
        assertThat(unprocessed).hasSize(151);
        assertThat(unprocessed.get(1)).isEqualTo(request + "," + orgs.get(100));
        assertThat(lines(job, "successfulResults").size()
                        + lines(job, "failedResults").size()
                        - 2)
                .isEqualTo(100);
    }
}
