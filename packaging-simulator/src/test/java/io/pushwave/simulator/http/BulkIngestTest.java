package io.pushwave.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk API 2.0 for records over a real connection, with the calls that jsforce makes. The clock stands still until it is moved. */
final class BulkIngestTest {
    private static final String INGEST = "/services/data/v66.0/jobs/ingest";
    private static final String INSERT_JOBS = "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}";

    private final Simulator simulator = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(900)
            .seed(7)
            .speed(0)
            .set(Setting.BULK_BATCH_RECORDS, 100)
            .set(Setting.BULK_UPLOAD_BYTES, 100_000)
            .build());
    private final SalesforceClient client = new SalesforceClient(simulator);

    @BeforeEach
    void login() throws IOException, InterruptedException {
        client.login();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String create(String body) throws IOException, InterruptedException {
        return client.post(INGEST, body).json().path("id").asText();
    }

    private SalesforceClient.Answer upload(String job, String csv) throws IOException, InterruptedException {
        return client.upload(INGEST + "/" + job + "/batches", csv);
    }

    private SalesforceClient.Answer state(String job, String state) throws IOException, InterruptedException {
        return client.patch(INGEST + "/" + job, "{\"state\":\"" + state + "\"}");
    }

    private String jobsCsv(String request, List<String> orgs) {
        return "PackagePushRequestId,SubscriberOrganizationKey\n"
                + orgs.stream().map(org -> request + "," + org + "\n").collect(Collectors.joining());
    }

    /** Creates, uploads and closes a job; answers its id. */
    private String submit(String body, String csv) throws IOException, InterruptedException {
        var job = create(body);
        upload(job, csv);
        state(job, "UploadComplete");
        return job;
    }

    @Test
    void aNewJobIsAnsweredAsClientsReadIt() throws IOException, InterruptedException {
        // When
        var answer = client.post(INGEST, INSERT_JOBS);

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
        var job = create(INSERT_JOBS);
        var uploaded = upload(job, jobsCsv(request, orgs));
        var closed = state(job, "UploadComplete");
        var queued = client.get(INGEST + "/" + job).json();
        client.advance("PT15S");
        var running = client.get(INGEST + "/" + job).json();
        client.advance("PT20S");
        var ended = client.get(INGEST + "/" + job).json();

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
        var job = submit(INSERT_JOBS, jobsCsv(request, orgs));
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
        var answer = client.get(INGEST + "/" + job + "/" + file);
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
        var job = submit(INSERT_JOBS, jobsCsv(request, twice));
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
        var job = submit(INSERT_JOBS, "");
        client.advance("PT10S");

        // Then
        var ended = client.get(INGEST + "/" + job).json();
        assertThat(ended.path("state").asText()).isEqualTo("JobComplete");
        assertThat(ended.path("numberRecordsProcessed").asInt()).isZero();
        assertThat(lines(job, "failedResults")).containsExactly("\"sf__Id\",\"sf__Error\"");
    }

    @Test
    void requestsAreInsertedAndThenActivatedInBulk() throws IOException, InterruptedException {
        // Given
        var inserted = submit(
                "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\",\"columnDelimiter\":\"SEMICOLON\",\"lineEnding\":\"CRLF\"}",
                "PackageVersionId;ScheduledStartTime;IsMigration\r\n" + client.targetVersion()
                        + ";2036-12-06T21:00:00.000Z;TRUE\r\n" + client.targetVersion() + ";#N/A;\r\n");
        client.advance("PT1M");
        var ids = lines(inserted, "successfulResults").stream()
                .skip(1)
                .map(line -> line.substring(1, 19))
                .toList();

        // When
        var updated = submit(
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
        var job = submit(
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
        var job = submit("{\"operation\":\"update\",\"object\":\"PackagePushRequest\"}", "Id,Status\n" + row + "\n");
        client.advance("PT1M");

        // Then
        assertThat(lines(job, "failedResults").get(1)).contains("\"" + error + "\"");
    }

    @Test
    void aValueOfTheWrongTypeIsToldWithItsColumn() throws IOException, InterruptedException {
        // When
        var job = submit(
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
        var job = submit(INSERT_JOBS, header + "\na,b\n");
        client.advance("PT1M");

        // Then
        var ended = client.get(INGEST + "/" + job).json();
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
        var job = submit(INSERT_JOBS, jobsCsv(request, orgs));
        client.advance("PT15S");

        // When
        var aborted = state(job, "Aborted");
        client.advance("PT1H");

        // Then
        assertThat(aborted.json().path("state").asText()).isEqualTo("Aborted");
        assertThat(client.get(INGEST + "/" + job)
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
        var answer = client.post(INGEST, body.replace('\'', '"'));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.get(INGEST).json().path("records")).isEmpty();
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
        var before = client.get(INGEST + "/" + job).body();

        // When
        var answer = switch (asked) {
            case "upload", "second upload" -> upload(job, "Id\n");
            case "results" -> client.get(INGEST + "/" + job + "/failedResults");
            case "delete" -> client.call("DELETE", INGEST + "/" + job, "");
            default -> state(job, asked);
        };

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.get(INGEST + "/" + job).body()).isEqualTo(before);
    }

    private String inState(String state) throws IOException, InterruptedException {
        var job = create(INSERT_JOBS);
        var request = client.createRequest();
        upload(job, state.equals("Failed") ? "Nonsense\n1\n" : jobsCsv(request, client.orgKeys(250)));
        if (!state.equals("Open")) {
            state(job, "UploadComplete");
        }
        switch (state) {
            case "InProgress" -> client.advance("PT6S");
            case "JobComplete", "Failed" -> client.advance("PT1M");
            case "Aborted" -> state(job, "Aborted");
            default -> {
                // It is in that state.
            }
        }
        assertThat(client.get(INGEST + "/" + job).json().path("state").asText()).isEqualTo(state);
        return job;
    }

    @ParameterizedTest
    @CsvSource({"UploadComplete", "JobComplete", "Failed", "Aborted"})
    void aJobThatIsNotAtWorkCanBeDeletedAndIsGone(String from) throws IOException, InterruptedException {
        // Given
        var job = inState(from);

        // When
        var deleted = client.call("DELETE", INGEST + "/" + job, "");
        client.advance("PT1H");

        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(client.get(INGEST + "/" + job).errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aSecondUploadIsRefusedInSalesforcesWords() throws IOException, InterruptedException {
        // Given
        var job = create(INSERT_JOBS);
        upload(job, "PackagePushRequestId\n");

        // When
        var second = upload(job, "PackagePushRequestId\n");

        // Then
        assertThat(second.errorCode()).isEqualTo("INVALIDJOB");
        assertThat(second.body()).contains("Found multiple contents for job: <" + job + ">");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndTheJobStaysOpen() throws IOException, InterruptedException {
        // Given
        var job = create(INSERT_JOBS);

        // When
        var answer = upload(job, "x".repeat(100_001));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo("REQUEST_TOO_LARGE");
        assertThat(client.get(INGEST + "/" + job).json().path("state").asText()).isEqualTo("Open");
        assertThat(upload(job, "x".repeat(100_000)).status()).isEqualTo(201);
    }

    @Test
    void onlyCsvIsTaken() throws IOException, InterruptedException {
        // Given
        var job = create(INSERT_JOBS);

        // When
        var answer = client.call("PUT", INGEST + "/" + job + "/batches", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void jobsAndTheirResultsAreGoneAfterAWeek() throws IOException, InterruptedException {
        // Given
        var job = inState("JobComplete");

        // When
        client.advance("P6DT23H");
        var before = client.get(INGEST + "/" + job).status();
        client.advance("PT1H");
        var after = client.get(INGEST + "/" + job + "/successfulResults");

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(after.status()).isEqualTo(404);
    }

    @Test
    void theListHasPagesOfAThousandJobs() throws IOException, InterruptedException {
        // Given
        for (int job = 0; job < 1_001; job++) {
            create(INSERT_JOBS);
        }

        // When
        var first = client.get(INGEST).json();
        var second = client.get(first.path("nextRecordsUrl").asText()).json();

        // Then
        assertThat(first.path("records")).hasSize(1_000);
        assertThat(first.path("done").asBoolean()).isFalse();
        assertThat(second.path("records")).hasSize(1);
        assertThat(second.path("done").asBoolean()).isTrue();
        assertThat(second.path("nextRecordsUrl").isNull()).isTrue();
        assertThat(client.get(INGEST + "?jobType=Classic").json().path("records"))
                .isEmpty();
        assertThat(client.get(INGEST + "?isPkChunkingEnabled=true").json().path("records"))
                .isEmpty();
        assertThat(client.get(INGEST + "?queryLocator=x").errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void thereAreNoJobsInVersionsBeforeTheFortyFirst() throws IOException, InterruptedException {
        // When
        var answer = client.post("/services/data/v40.0/jobs/ingest", INSERT_JOBS);

        // Then
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void everyCallCostsOneOfTheBudget() throws IOException, InterruptedException {
        // When
        submit(INSERT_JOBS, "");
        var answer = client.get(INGEST);

        // Then
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).hasValue("api-usage=4/100000");
    }
}
