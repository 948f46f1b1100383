package io.pushwave.simulator.http.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code composite/tree}: all records or none. */
final class TreeTest extends OneSimulator {
    private static final String TREE = "/services/data/v66.0/composite/tree/";

    TreeTest() {
        super(SimulatorSettings.builder().orgs(100).seed(7));
    }

    private static String job(String reference, String request, String key) {
        return "{\"attributes\":{\"type\":\"PackagePushJob\",\"referenceId\":\"" + reference + "\"},"
                + (request.isEmpty() ? "" : "\"PackagePushRequestId\":\"" + request + "\",")
                + "\"SubscriberOrganizationKey\":\"" + key + "\"}";
    }

    private static String records(List<String> records) {
        return "{\"records\":[" + String.join(",", records) + "]}";
    }

    private String request(String reference, String jobs) throws IOException, InterruptedException {
        return "{\"attributes\":{\"type\":\"PackagePushRequest\",\"referenceId\":\"" + reference + "\"},"
                + "\"PackageVersionId\":\"" + client.targetVersion() + "\",\"PackagePushJobs\":" + jobs + "}";
    }

    private int requests() throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Created'");
    }

    private int jobs() throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushJob WHERE Status = 'Created'");
    }

    @Test
    void jobsAreCreatedUnderTheirReferences() throws IOException, InterruptedException {
        // Given
        var keys = client.eligibleKeys(3);
        var id = client.createRequest();

        // When
        var answer = client.post(
                TREE + "packagepushjob/",
                records(keys.stream().map(key -> job(key, id, key)).toList()));

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("hasErrors").asBoolean(true)).isFalse();
        assertThat(answer.json().path("results").findValuesAsText("referenceId"))
                .containsExactlyElementsOf(keys);
        assertThat(answer.json().path("results").findValuesAsText("id"))
                .allMatch(job -> job.startsWith("0DX") && job.length() == 18);
        assertThat(jobs()).isEqualTo(3);
    }

    @Test
    void aRequestIsCreatedWithItsJobsInOneCall() throws IOException, InterruptedException {
        // Given
        var keys = client.eligibleKeys(2);
        var first = request("first", records(List.of(job("a", "", keys.get(0)), job("b", "", keys.get(1)))));
        var second = request("second", records(List.of(job("c", "", keys.get(0)))));

        // When
        var answer = client.post(TREE + "PackagePushRequest", records(List.of(first, second)));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("results").findValuesAsText("referenceId"))
                .containsExactly("first", "second", "a", "b", "c");
        var request = answer.json().path("results").path(0).path("id").asText();
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + request + "'"))
                .isEqualTo(2);
    }

    @Test
    void oneBadOrgTakesTheWholeTreeBackAndOnlyItIsNamed() throws IOException, InterruptedException {
        // Given
        var keys = client.eligibleKeys(2);
        var tree = request(
                "request",
                records(List.of(
                        job("good", "", keys.get(0)),
                        job("bad", "", "00D5g0000000009"),
                        job("fine", "", keys.get(1)))));
        int before = requests();

        // When
        var answer = client.post(TREE + "PackagePushRequest", records(List.of(tree)));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"hasErrors\":true,\"results\":[{\"referenceId\":\"bad\",\"errors\":[{\"statusCode\":"
                        + "\"INVALID_OPERATION\",\"message\":\"The specified SubscriberOrganizationKey is not eligible to"
                        + " receive this upgrade. It may not have the package installed, or has a beta version"
                        + " installed.\",\"fields\":[\"SubscriberOrganizationKey\"]}]}]}");
        assertThat(requests()).isEqualTo(before);
        assertThat(jobs()).isZero();
    }

    @Test
    void referencesThatOccurTwiceAreNamedEachTime() throws IOException, InterruptedException {
        // Given
        var keys = client.eligibleKeys(2);
        var id = client.createRequest();

        // When
        var answer = client.post(
                TREE + "PackagePushJob", records(List.of(job("x", id, keys.get(0)), job("x", id, keys.get(1)))));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("results").findValuesAsText("referenceId"))
                .containsExactly("x", "x");
        assertThat(answer.json().path("results").findValuesAsText("message"))
                .containsOnly("Duplicate ReferenceId provided in the request.");
        assertThat(jobs()).isZero();
    }

    @Test
    void aTreeHasAtMostTwoHundredRecordsInAll() throws IOException, InterruptedException {
        // Given
        var jobs = new ArrayList<String>();
        for (int number = 0; number < 200; number++) {
            jobs.add(job("job" + number, "", "00D5g0000000009"));
        }

        // When
        var answer = client.post(TREE + "PackagePushRequest", records(List.of(request("request", records(jobs)))));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(requests()).isZero();
    }

    @Test
    void aTreeHasAtMostFiveLevelsAndFiveTypes() throws IOException, InterruptedException {
        // Given
        var deep = "{}";
        var many = new ArrayList<String>();
        for (int number = 0; number < 6; number++) {
            var attributes = "{\"attributes\":{\"type\":\"Type" + number + "\",\"referenceId\":\"r" + number + "\"}";
            deep = attributes + ",\"Children\":" + records(List.of(deep)) + "}";
            many.add(attributes + "}");
        }

        // When
        var tooDeep = client.post(TREE + "PackagePushRequest", records(List.of(deep)));
        var tooMany = client.post(TREE + "PackagePushRequest", records(many));

        // Then
        assertThat(tooDeep.body()).contains("LIMIT_EXCEEDED", "levels");
        assertThat(tooMany.body()).contains("LIMIT_EXCEEDED", "types");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Nonsense           | {"records":[]}                                                        | 404 | NOT_FOUND
            PackagePushJob     | {"records":[]}                                                        | 400 | JSON_PARSER_ERROR
            PackagePushJob     | {"records":{}}                                                        | 400 | JSON_PARSER_ERROR
            PackagePushJob     | {not json                                                             | 400 | JSON_PARSER_ERROR
            PackagePushJob     | ''                                                                    | 400 | JSON_PARSER_ERROR
            PackagePushJob     | {"records":[{"attributes":{"type":"PackagePushJob"}}]}                | 400 | Include a reference ID for each record in the request.
            PackagePushJob     | {"records":[{}]}                                                      | 400 | Include a reference ID for each record in the request.
            PackagePushJob     | {"records":[{"attributes":{"referenceId":"a"}}]}                      | 400 | Include an entity type for each record in the request.
            PackagePushJob     | {"records":[{"attributes":{"referenceId":"a","type":"PackagePushRequest"}}]} | 400 | doesn't match the expected type PackagePushJob
            PackagePushJob     | {"records":[{"attributes":{"referenceId":"a","type":"PackagePushJob"}}]}     | 400 | REQUIRED_FIELD_MISSING
            PackagePushJob     | {"records":[{"attributes":{"referenceId":"a","type":"PackagePushJob"},"X":1}]} | 400 | INVALID_FIELD
            PackagePushRequest | {"records":[{"attributes":{"referenceId":"a","type":"PackagePushRequest"},"PackageVersionId":"TARGET","Kids":{"records":[{"attributes":{"referenceId":"b","type":"PackagePushJob"}}]}}]} | 400 | No such column 'Kids'
            PackagePushRequest | {"records":[{"attributes":{"referenceId":"a","type":"PackagePushRequest"},"PackageVersionId":"TARGET","PackagePushJobs":{"records":[{"attributes":{"referenceId":"b","type":"PackagePushError"}}]}}]} | 400 | doesn't match the expected type PackagePushJob
            PackagePushError   | {"records":[{"attributes":{"referenceId":"a","type":"PackagePushError"}}]}   | 400 | entity type cannot be inserted
            """)
    void aTreeThatCannotBeIsRefusedAndLeavesNothing(String type, String body, int status, String words)
            throws IOException, InterruptedException {
        // When
        var answer = client.post(TREE + type, body.replace("TARGET", client.targetVersion()));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(requests() + jobs()).isZero();
    }
}
