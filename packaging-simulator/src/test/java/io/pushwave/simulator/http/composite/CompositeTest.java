package io.pushwave.simulator.http.composite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.provider.ValueSource;

/** {@code composite}: calls within a call that may refer to each other. */
final class CompositeTest extends OneSimulator {
    private static final String DATA = "/services/data/v66.0";
    private static final String ROLLED_BACK =
            "The transaction was rolled back since another operation in the same transaction failed.";

    CompositeTest() {
        super(SimulatorSettings.builder().orgs(100).seed(7).set(Setting.DAILY_API_LIMIT, 200));
    }

    private static String step(String reference, String method, String path, String body) {
        return "{\"referenceId\":\"" + reference + "\",\"method\":\"" + method + "\",\"url\":\"" + DATA + path + "\""
                + (body.isEmpty() ? "" : ",\"body\":" + body) + "}";
    }

    private SalesforceClient.Answer composite(boolean allOrNone, String... steps)
            throws IOException, InterruptedException {
        return client.post(
                DATA + "/composite",
                "{\"allOrNone\":" + allOrNone + ",\"compositeRequest\":[" + String.join(",", steps) + "]}");
    }

    private static JsonNode result(SalesforceClient.Answer answer, int position) {
        return answer.json().path("compositeResponse").path(position);
    }

    private String newRequest() throws IOException, InterruptedException {
        return step(
                "request",
                "POST",
                "/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + client.targetVersion() + "\"}");
    }

    private static String newJob(String request, String key) {
        return step(
                "job",
                "POST",
                "/sobjects/PackagePushJob",
                "{\"PackagePushRequestId\":\"" + request + "\",\"SubscriberOrganizationKey\":\"" + key + "\"}");
    }

    private int requests(String status) throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushRequest WHERE Status = '" + status + "'");
    }

    @Test
    void aRequestItsJobAndItsStartGoInOneCall() throws IOException, InterruptedException {
        // Given
        var key = client.eligibleKeys(1).getFirst();

        // When
        var answer = composite(
                true,
                newRequest(),
                newJob("@{request.id}", key),
                step("start", "PATCH", "/sobjects/PackagePushRequest/@{request.id}", "{\"Status\":\"Pending\"}"),
                step("read", "GET", "/query?q=SELECT+Id,Status+FROM+PackagePushJob+WHERE+Id='@{job.id}'", ""));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("compositeResponse").findValuesAsText("httpStatusCode"))
                .containsExactly("201", "201", "204", "200");
        assertThat(answer.json().path("compositeResponse").findValuesAsText("referenceId"))
                .containsExactly("request", "job", "start", "read");
        var created = result(answer, 0).path("body").path("id").asText();
        assertThat(result(answer, 0).path("httpHeaders").path("Location").asText())
                .isEqualTo(DATA + "/sobjects/PackagePushRequest/" + created);
        assertThat(result(answer, 2).path("body").isNull()).isTrue();
        assertThat(result(answer, 3)
                        .path("body")
                        .path("records")
                        .path(0)
                        .path("Status")
                        .asText())
                .isEqualTo("Pending");
    }

    @Test
    void aReferenceLeadsIntoRecordsOfAQuery() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = composite(
                false,
                step("found", "GET", "/query?q=SELECT+Id,PackageVersionId+FROM+PackagePushRequest", ""),
                step(
                        "cancel",
                        "PATCH",
                        "/sobjects/PackagePushRequest/@{found.records[0].Id}",
                        "{\"Status\":\"Canceled\"}"),
                step(
                        "another",
                        "POST",
                        "/sobjects/PackagePushRequest",
                        "{\"PackageVersionId\":\"@{found.records[0].PackageVersionId}\"}"));

        // Then
        assertThat(answer.json().path("compositeResponse").findValuesAsText("httpStatusCode"))
                .containsExactly("200", "204", "201");
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Canceled' AND Id = '" + id + "'"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@{request.nonsense}",
                "@{request.records[0].Id}",
                "@{nobody.id}",
                "@{request}",
                "@{request.id[0]}"
            })
    void aReferenceToNothingFailsItsStepOnly(String reference) throws IOException, InterruptedException {
        // Given
        var key = client.eligibleKeys(1).getFirst();

        // When
        var answer = composite(false, newRequest(), newJob(reference, key));

        // Then
        var path = reference.substring(2, reference.length() - 1);
        assertThat(result(answer, 0).path("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(result(answer, 1).path("httpStatusCode").asInt()).isEqualTo(400);
        assertThat(result(answer, 1).path("body").path(0).path("errorCode").asText())
                .isEqualTo("PROCESSING_HALTED");
        assertThat(result(answer, 1).path("body").path(0).path("message").asText())
                .isEqualTo("Invalid reference specified. No value for " + path + " found in "
                        + path.split("[.\\[]", 2)[0]);
        assertThat(requests("Created")).isOne();
    }

    @Test
    void allOrNoneTakesEverythingBack() throws IOException, InterruptedException {
        // Given
        var key = client.eligibleKeys(1).getFirst();
        var existing = client.createRequest();
        var before = client.query("SELECT Id, Status, SystemModstamp FROM PackagePushRequest")
                .body();

        // When
        var answer = composite(
                true,
                step("change", "PATCH", "/sobjects/PackagePushRequest/" + existing, "{\"Status\":\"Pending\"}"),
                newRequest(),
                newJob("@{request.id}", key),
                step("start", "PATCH", "/sobjects/PackagePushRequest/@{request.id}", "{\"Status\":\"Pending\"}"),
                step("again", "PATCH", "/sobjects/PackagePushRequest/@{request.id}", "{\"Status\":\"Failed\"}"),
                step("never", "GET", "/sobjects/PackagePushRequest/" + existing, ""));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("compositeResponse").findValuesAsText("httpStatusCode"))
                .containsOnly("400")
                .hasSize(6);
        assertThat(result(answer, 4).path("body").path(0).path("errorCode").asText())
                .isEqualTo("INVALID_STATUS");
        for (int other : new int[] {0, 1, 2, 3, 5}) {
            assertThat(result(answer, other).path("body").toString())
                    .isEqualTo("[{\"message\":\"" + ROLLED_BACK + "\",\"errorCode\":\"PROCESSING_HALTED\"}]");
        }
        assertThat(client.query("SELECT Id, Status, SystemModstamp FROM PackagePushRequest")
                        .body())
                .isEqualTo(before);
        client.advance("PT24H");
        assertThat(client.query("SELECT Id, Status, SystemModstamp FROM PackagePushRequest")
                        .body())
                .isEqualTo(before);
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE Status = 'Created'"))
                .isZero();
    }

    @Test
    void allOrNoneOverridesWhatACollectionWants() throws IOException, InterruptedException {
        // Given
        var good = client.eligibleKeys(1).getFirst();
        var job = "{\"attributes\":{\"type\":\"PackagePushJob\"},\"PackagePushRequestId\":\"@{request.id}\","
                + "\"SubscriberOrganizationKey\":\"";
        var collection = "{\"allOrNone\":false,\"records\":[" + job + good + "\"}," + job + "00D5g0000000009\"}]}";

        // When
        var apart = composite(false, newRequest(), step("jobs", "POST", "/composite/sobjects", collection));
        var together = composite(true, newRequest(), step("jobs", "POST", "/composite/sobjects", collection));

        // Then
        assertThat(result(apart, 1).path("body").findValuesAsText("success")).containsExactly("true", "false");
        assertThat(result(together, 0).path("body").path(0).path("errorCode").asText())
                .isEqualTo("PROCESSING_HALTED");
        assertThat(result(together, 1).path("body").findValuesAsText("statusCode"))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_OPERATION");
        assertThat(requests("Created")).isOne();
    }

    @Test
    void aCollectionThatWasDoneIsTakenBackWithTheRest() throws IOException, InterruptedException {
        // Given
        var key = client.eligibleKeys(1).getFirst();
        var existing = client.createRequest();
        int jobs = client.count("SELECT Id FROM PackagePushJob");
        var collection = "{\"records\":[{\"attributes\":{\"type\":\"PackagePushJob\"},\"PackagePushRequestId\":\""
                + existing + "\",\"SubscriberOrganizationKey\":\"" + key + "\"}]}";

        // When
        var answer = composite(
                true,
                step("jobs", "POST", "/composite/sobjects", collection),
                step("fails", "PATCH", "/sobjects/PackagePushRequest/" + existing, "{\"Status\":\"Failed\"}"));

        // Then
        assertThat(result(answer, 1).path("body").path(0).path("errorCode").asText())
                .isEqualTo("INVALID_STATUS");
        assertThat(client.count("SELECT Id FROM PackagePushJob")).isEqualTo(jobs);
    }

    @Test
    void aCompositeCallCountsOnceAndABatchAsOftenAsItHasSubrequests() throws IOException, InterruptedException {
        // Given
        var get = step("a", "GET", "/limits", "");
        int before = client.callsUsed();

        // When
        composite(false, step("a", "GET", "/sobjects", ""), step("b", "GET", "/sobjects", ""));
        client.post(DATA + "/composite/batch", "{\"batchRequests\":[" + get + "," + get + "," + get + "]}");

        // Then
        assertThat(client.callsUsed() - before).isEqualTo(1 + 3 + 1);
        assertThat(client.get("/simulator/requests-log").body().lines().filter(line -> line.contains("/composite")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"cost\":1"),
                        line -> assertThat(line).contains("\"cost\":3"));
    }

    @Test
    void aCompositeCallMayNotNestAndMayNotUseWhatIsNotSupported() throws IOException, InterruptedException {
        // When
        var answer = composite(
                false,
                step("a", "POST", "/composite", "{\"compositeRequest\":[]}"),
                step("b", "GET", "/limits", ""),
                step("c", "POST", "/composite/tree/PackagePushJob", "{}"));

        // Then
        assertThat(answer.json().path("compositeResponse").findValuesAsText("errorCode"))
                .containsExactly("PROCESSING_HALTED", "PROCESSING_HALTED", "PROCESSING_HALTED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                              | JSON_PARSER_ERROR
            []                                                                              | JSON_PARSER_ERROR
            {}                                                                              | INVALID_INPUT
            {"compositeRequest":[]}                                                         | INVALID_INPUT
            {"compositeRequest":[GOOD,{"method":"GET","url":"/services/data/v66.0/sobjects"}]}                 | INVALID_INPUT
            {"compositeRequest":[GOOD,{"referenceId":"b","url":"/services/data/v66.0/sobjects"}]}              | INVALID_INPUT
            {"compositeRequest":[GOOD,{"referenceId":"b","method":"GET"}]}                                     | INVALID_INPUT
            {"compositeRequest":[GOOD,{"referenceId":"b","method":"STEAL","url":"/services/data/v66.0/sobjects"}]} | INVALID_INPUT
            {"compositeRequest":[GOOD,{"referenceId":"b","method":"GET","url":"/services/data/v66.0/%zz"}]}    | INVALID_INPUT
            {"compositeRequest":[GOOD,{"referenceId":"b-c","method":"GET","url":"/services/data/v66.0/sobjects"}]} | INVALID_INPUT
            {"compositeRequest":[GOOD,{"referenceId":"request","method":"GET","url":"/services/data/v66.0/sobjects"}]} | INVALID_INPUT
            """)
    void aMalformedCompositeCallIsRefusedBeforeAnythingIsDone(String body, String code)
            throws IOException, InterruptedException {
        // When
        var answer = client.post(DATA + "/composite", body.replace("GOOD", newRequest()));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(requests("Created")).isZero();
    }

    @Test
    void aCompositeCallHasLimits() throws IOException, InterruptedException {
        // Given
        var steps = new ArrayList<String>();
        for (int number = 0; number < 26; number++) {
            steps.add(step("r" + number, "GET", number % 4 == 0 ? "/query?q=x" : "/sobjects", ""));
        }

        // When
        var tooMany = composite(false, steps.toArray(new String[0]));
        var tooManyQueries = composite(false, steps.subList(0, 21).toArray(new String[0]));
        var enough = composite(false, steps.subList(0, 20).toArray(new String[0]));

        // Then
        assertThat(List.of(tooMany.errorCode(), tooManyQueries.errorCode())).containsOnly("LIMIT_EXCEEDED");
        assertThat(enough.status()).isEqualTo(200);
    }
}
