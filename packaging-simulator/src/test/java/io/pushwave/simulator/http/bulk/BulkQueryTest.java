package io.pushwave.simulator.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk API 2.0 for queries over a real connection, with the calls that jsforce makes. The clock stands still until it is moved. */
final class BulkQueryTest extends OneSimulator {
    private static final String QUERY = "/services/data/v66.0/jobs/query";

    BulkQueryTest() {
        super(SimulatorSettings.builder().orgs(250).seed(7).set(Setting.BULK_QUERY_PAGE_ROWS, 100));
    }

    private static String body(String soql) {
        return "{\"operation\":\"query\",\"query\":\"" + soql + "\"}";
    }

    private String create(String soql) throws IOException, InterruptedException {
        return client.post(QUERY, body(soql)).json().path("id").asText();
    }

    private SalesforceClient.Answer results(String job, String parameters) throws IOException, InterruptedException {
        return client.get(QUERY + "/" + job + "/results" + parameters);
    }

    private static String header(SalesforceClient.Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("missing");
    }

    @Test
    void aNewJobWaitsWithoutFurtherCalls() throws IOException, InterruptedException {
        // When
        var answer = client.post(QUERY, body("SELECT Id FROM packagesubscriber"));

        // Then
        var job = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(job.path("id").asText()).startsWith("750").hasSize(18);
        assertThat(job.path("state").asText()).isEqualTo("UploadComplete");
        assertThat(job.path("operation").asText()).isEqualTo("query");
        assertThat(job.path("object").asText()).isEqualTo("PackageSubscriber");
        assertThat(answer.body()).contains("\"apiVersion\":66.0,");
        assertThat(job.has("contentUrl")).isFalse();
    }

    @Test
    void aJobGoesThroughItsStatesAndCountsItsRecords() throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id FROM PackageSubscriber WHERE MetadataPackageId != null");

        // When
        client.advance("PT5S");
        var running = client.get(QUERY + "/" + job).json();
        client.advance("PT10S");
        var ended = client.get(QUERY + "/" + job).json();

        // Then
        assertThat(running.path("state").asText()).isEqualTo("InProgress");
        assertThat(ended.path("state").asText()).isEqualTo("JobComplete");
        assertThat(ended.path("jobType").asText()).isEqualTo("V2Query");
        assertThat(ended.path("numberRecordsProcessed").asInt())
                .isEqualTo(client.count("SELECT COUNT() FROM PackageSubscriber"));
        assertThat(ended.path("totalProcessingTime").asInt()).isEqualTo(15_000);
    }

    @Test
    void allPagesTogetherAreTheWholeAnswer() throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id, OrgName FROM PackageSubscriber");
        client.advance("PT1M");
        var rows = new ArrayList<String>();
        var counts = new ArrayList<String>();

        // When
        var locator = "";
        while (!locator.equals("null")) {
            var answer = results(job, locator.isEmpty() ? "" : "?locator=" + locator);
            var lines = answer.body().lines().toList();
            assertThat(lines.getFirst()).isEqualTo("\"Id\",\"OrgName\"");
            rows.addAll(lines.subList(1, lines.size()));
            counts.add(header(answer, "Sforce-NumberOfRecords"));
            locator = header(answer, "Sforce-Locator");
        }

        // Then
        int all = client.count("SELECT COUNT() FROM PackageSubscriber");
        assertThat(rows).hasSize(all).doesNotHaveDuplicates();
        assertThat(counts).containsExactly("100", "100", String.valueOf(all - 200));
        assertThat(rows.getFirst()).matches("\"0Hb.{15}\",\".+\"");
    }

    @Test
    void aClientMayAskForLargerOrSmallerPagesAndForOneAgain() throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id FROM PackageSubscriber LIMIT 150");
        client.advance("PT1M");

        // When
        var small = results(job, "?maxRecords=7");
        var next = results(job, "?maxRecords=7&locator=" + header(small, "Sforce-Locator"));
        var again = results(job, "?maxRecords=7&locator=" + header(small, "Sforce-Locator"));
        var whole = results(job, "?maxRecords=1000");

        // Then
        assertThat(header(small, "Sforce-Locator")).isEqualTo("Nw");
        assertThat(header(small, "Sforce-NumberOfRecords")).isEqualTo("7");
        assertThat(next.body()).isEqualTo(again.body()).isNotEqualTo(small.body());
        assertThat(header(whole, "Sforce-NumberOfRecords")).isEqualTo("150");
        assertThat(header(whole, "Sforce-Locator")).isEqualTo("null");
        assertThat(header(whole, "Content-Type")).isEqualTo("text/csv; charset=UTF-8");
    }

    @Test
    void parentsTimesAndMissingValuesAreWrittenInTheOrderAskedFor() throws IOException, InterruptedException {
        // Given
        client.post(
                "/services/data/v66.0/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + client.targetVersion()
                        + "\",\"ScheduledStartTime\":\"2036-12-06T21:00:00Z\"}");
        var job = client.post(
                        QUERY,
                        "{\"operation\":\"queryAll\",\"columnDelimiter\":\"TAB\",\"lineEnding\":\"CRLF\",\"query\":\"SELECT"
                                + " r.Status, packageversion.metadatapackage.namespaceprefix, PackageVersion.Name,"
                                + " ScheduledStartTime, EndTime, IsMigration, PackageVersion.MajorVersion"
                                + " FROM PackagePushRequest r\"}")
                .json()
                .path("id")
                .asText();

        // When
        client.advance("PT1M");
        var lines = results(job, "").body().split("\r\n", -1);

        // Then
        assertThat(lines[0])
                .isEqualTo("\"Status\"\t\"PackageVersion.MetadataPackage.NamespacePrefix\"\t\"PackageVersion.Name\""
                        + "\t\"ScheduledStartTime\"\t\"EndTime\"\t\"IsMigration\"\t\"PackageVersion.MajorVersion\"");
        assertThat(lines[1])
                .matches("\"Created\"\t\"\\w+\"\t\".+\"\t\"2036-12-06T21:00:00.000Z\"\t\"\"\t\"false\"\t\"\\d+\"");
        assertThat(lines).hasSize(3);
    }

    @Test
    void beforeVersionFiftyColumnsComeByTheirNames() throws IOException, InterruptedException {
        // Given
        var old = "/services/data/v49.0/jobs/query";
        var job = client.post(old, body("SELECT OrgName, Id, OrgKey FROM PackageSubscriber LIMIT 1"))
                .json()
                .path("id")
                .asText();
        client.advance("PT1M");

        // When
        var answer = client.get(old + "/" + job + "/results");

        // Then
        assertThat(answer.body()).startsWith("\"Id\",\"OrgKey\",\"OrgName\"\n");
        assertThat(results(job, "").status()).isEqualTo(409);
    }

    @Test
    void anEmptyAnswerHasItsHeaderOnly() throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id, Status FROM PackagePushJob");

        // When
        client.advance("PT1M");
        var answer = results(job, "");

        // Then
        assertThat(answer.body()).isEqualTo("\"Id\",\"Status\"\n");
        assertThat(header(answer, "Sforce-NumberOfRecords")).isEqualTo("0");
        assertThat(header(answer, "Sforce-Locator")).isEqualTo("null");
    }

    @Test
    void resultsStayAsTheyWereWhenTheJobRan() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();
        var job = create("SELECT Id, Status FROM PackagePushRequest");
        client.advance("PT1M");
        var before = results(job, "").body();

        // When
        client.setStatus(request, "Canceled");

        // Then
        assertThat(before).contains("\"" + request + "\",\"Created\"");
        assertThat(results(job, "").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "SELECT Status, COUNT(Id) FROM PackagePushJob GROUP BY Status => API_ERROR => GROUP BY not supported in Bulk Query",
                "SELECT COUNT() FROM PackagePushJob => API_ERROR => Aggregate functions not supported in Bulk Query",
                "SELECT MAX(Id) FROM PackagePushJob => API_ERROR => Aggregate functions not supported in Bulk Query",
                "SELECT Id FROM PackagePushJob LIMIT 1 OFFSET 5 => API_ERROR => OFFSET not supported in Bulk Query",
                "SELECT Id, (SELECT Id FROM PackagePushJobs) FROM PackagePushRequest => API_ERROR => Aggregate Relationships not supported in Bulk Query",
                "SELECT Nonsense FROM PackagePushJob => INVALID_FIELD => No such column",
                "SELECT Id FROM Account => INVALID_TYPE => sObject type 'Account'",
                "SELECT TYPEOF Owner WHEN User THEN Id END FROM PackagePushJob => MALFORMED_QUERY => unexpected",
                "SELECT Id, Id FROM PackagePushJob => INVALID_FIELD => duplicate field selected",
                "DELETE => MALFORMED_QUERY => unexpected"
            })
    void aQueryThatCannotBeIsRefusedAtOnce(String soql, String code, String words)
            throws IOException, InterruptedException {
        // When
        var answer = client.post(QUERY, body(soql));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.body()).contains(words);
        assertThat(client.get(QUERY).json().path("records")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "{'operation':'insert','query':'SELECT Id FROM PackagePushJob'} => JSON_PARSER_ERROR",
                "{'query':'SELECT Id FROM PackagePushJob'} => JSON_PARSER_ERROR",
                "{'operation':'query'} => JSON_PARSER_ERROR",
                "{'operation':'query','query':''} => MALFORMED_QUERY",
                "{'operation':'query','query':'SELECT Id FROM PackagePushJob','object':'PackagePushJob'} => JSON_PARSER_ERROR"
            })
    void aJobThatCannotBeIsNotCreated(String body, String code) throws IOException, InterruptedException {
        // When
        var answer = client.post(QUERY, body.replace('\'', '"'));

        // Then
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.get(QUERY).json().path("records")).isEmpty();
    }

    private SalesforceClient.Answer state(String job, String state) throws IOException, InterruptedException {
        return client.patch(QUERY + "/" + job, "{\"state\":\"" + state + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT6S"})
    void aJobThatHasNotEndedCanBeAbortedButNotDeleted(String after) throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id FROM PackageSubscriber");
        client.advance(after);

        // When
        var early = client.call("DELETE", QUERY + "/" + job, "");
        var aborted = state(job, "Aborted");
        client.advance("PT1H");

        // Then
        assertThat(early.body())
                .contains("API_ERROR", "Error encountered when deleting the job because the job is not terminated");
        assertThat(aborted.json().path("state").asText()).isEqualTo("Aborted");
        assertThat(client.get(QUERY + "/" + job).json().path("state").asText()).isEqualTo("Aborted");
        assertThat(results(job, "").errorCode()).isEqualTo("INVALIDJOBSTATE");
        assertThat(client.call("DELETE", QUERY + "/" + job, "").status()).isEqualTo(204);
        assertThat(client.get(QUERY + "/" + job).status()).isEqualTo(404);
    }

    @Test
    void anEndedJobCannotBeAbortedNorAnythingElse() throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id FROM PackageSubscriber");
        var early = results(job, "");
        client.advance("PT1M");

        // When
        var aborted = state(job, "Aborted");
        var other = state(job, "UploadComplete");

        // Then
        assertThat(early.errorCode()).isEqualTo("INVALIDJOBSTATE");
        assertThat(aborted.body()).contains("INVALIDJOBSTATE", "Aborting already Completed Job not allowed");
        assertThat(other.errorCode()).isEqualTo("JSON_PARSER_ERROR");
        assertThat(client.get(QUERY + "/" + job).json().path("state").asText()).isEqualTo("JobComplete");
    }

    @ParameterizedTest
    @CsvSource({
        "locator=x, INVALID_QUERY_LOCATOR",
        "locator=MA, INVALID_QUERY_LOCATOR",
        "locator=OTk5OTk, INVALID_QUERY_LOCATOR",
        "maxRecords=0, JSON_PARSER_ERROR",
        "maxRecords=many, JSON_PARSER_ERROR"
    })
    void aPageThatIsNotThereIsRefused(String parameter, String code) throws IOException, InterruptedException {
        // Given
        var job = create("SELECT Id FROM PackageSubscriber");
        client.advance("PT1M");

        // When
        var answer = results(job, "?" + parameter);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @Test
    void eachKindOfJobHasItsOwnPathAndList() throws IOException, InterruptedException {
        // Given
        var ingest = "/services/data/v66.0/jobs/ingest";
        var queryJob = create("SELECT Id FROM PackageSubscriber");
        var ingestJob = client.post(ingest, "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}")
                .json()
                .path("id")
                .asText();

        // When
        var crossed = List.of(client.get(ingest + "/" + queryJob), client.get(QUERY + "/" + ingestJob));

        // Then
        assertThat(crossed).allMatch(answer -> answer.status() == 404);
        assertThat(client.get(QUERY).json().path("records")).hasSize(1);
        assertThat(client.get(QUERY + "?jobType=V2Query").json().path("records"))
                .hasSize(1);
        assertThat(client.get(QUERY + "?jobType=Classic").json().path("records"))
                .isEmpty();
        assertThat(client.get(ingest).json().path("records").path(0).path("id").asText())
                .isEqualTo(ingestJob);
    }
}
