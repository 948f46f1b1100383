package io.pushwave.simulator.http.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code composite/batch}: calls within a call, one after the other. */
final class BatchTest extends OneSimulator {
    private static final String DATA = "/services/data/v66.0";

    BatchTest() {
        super(SimulatorSettings.builder().orgs(100).seed(7).set(Setting.DAILY_API_LIMIT, 200));
    }

    private int requests(String status) throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushRequest WHERE Status = '" + status + "'");
    }

    private static String sub(String method, String url, String body) {
        return "{\"method\":\"" + method + "\",\"url\":\"" + url + "\""
                + (body.isEmpty() ? "" : ",\"richInput\":" + body) + "}";
    }

    private SalesforceClient.Answer batch(boolean halt, String... subrequests)
            throws IOException, InterruptedException {
        return client.post(
                DATA + "/composite/batch",
                "{\"haltOnError\":" + halt + ",\"batchRequests\":[" + String.join(",", subrequests) + "]}");
    }

    @Test
    void aBatchGoesOnAfterAFailureAndKeepsWhatWasDone() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = batch(
                false,
                sub("PATCH", "v66.0/sobjects/PackagePushRequest/" + id, "{\"Status\":\"Pending\"}"),
                sub("PATCH", "/services/data/v38.0/sobjects/PackagePushRequest/" + id, "{\"Status\":\"Failed\"}"),
                sub("GET", "v66.0/sobjects/PackagePushRequest/" + id + "?fields=Status", ""));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("hasErrors").asBoolean()).isTrue();
        assertThat(answer.json().path("results").path(0).toString()).isEqualTo("{\"statusCode\":204,\"result\":null}");
        assertThat(answer.json()
                        .path("results")
                        .path(1)
                        .path("result")
                        .path(0)
                        .path("errorCode")
                        .asText())
                .isEqualTo("INVALID_STATUS");
        assertThat(answer.json()
                        .path("results")
                        .path(2)
                        .path("result")
                        .path("Status")
                        .asText())
                .isEqualTo("Pending");
    }

    @Test
    void aBatchHaltsAtAFailureIfSoWished() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = batch(
                true,
                sub("GET", "v66.0/limits", ""),
                sub("GET", "v66.0/sobjects/Nonsense", ""),
                sub("PATCH", "v66.0/sobjects/PackagePushRequest/" + id, "{\"Status\":\"Pending\"}"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("results").findValuesAsText("statusCode")).containsExactly("200", "404", "412");
        assertThat(answer.json()
                        .path("results")
                        .path(2)
                        .path("result")
                        .path(0)
                        .path("errorCode")
                        .asText())
                .isEqualTo("BATCH_PROCESSING_HALTED");
        assertThat(requests("Created")).isOne();
    }

    @Test
    void aBatchWithoutFailureHasNoErrors() throws IOException, InterruptedException {
        // When
        var answer = batch(true, sub("GET", "v66.0/query?q=SELECT+COUNT()+FROM+PackagePushRequest", ""));

        // Then
        assertThat(answer.body())
                .isEqualTo("{\"hasErrors\":false,\"results\":[{\"statusCode\":200,\"result\":"
                        + "{\"totalSize\":0,\"done\":true,\"records\":[]}}]}");
    }

    @Test
    void subrequestsBeyondTheDailyLimitAreRefused() throws IOException, InterruptedException {
        // Given
        var get = sub("GET", "v66.0/limits", "");
        for (int used = client.callsUsed(); used < 198; used++) {
            client.get(DATA + "/limits");
        }

        // When
        var answer = batch(false, get, get, get);

        // Then
        assertThat(answer.json().path("results").findValuesAsText("statusCode")).containsExactly("200", "200", "403");
        assertThat(answer.json()
                        .path("results")
                        .path(2)
                        .path("result")
                        .path(0)
                        .path("errorCode")
                        .asText())
                .isEqualTo("REQUEST_LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                             | INVALID_INPUT
            {"batchRequests":[]}                           | INVALID_INPUT
            {"batchRequests":[GOOD,{"url":"v66.0/limits"}]} | INVALID_INPUT
            {"batchRequests":[GOOD,{"method":"GET"}]}      | INVALID_INPUT
            {"batchRequests":[GOOD,{"method":"GET","url":"limits"}]}       | INVALID_INPUT
            {"batchRequests":[GOOD,{"method":"GET","url":"v67.0/limits"}]} | INVALID_INPUT
            {"batchRequests":[GOOD,{"method":"GET","url":"v33.0/limits"}]} | INVALID_INPUT
            {"batchRequests":"GOOD"                        | JSON_PARSER_ERROR
            """)
    void aMalformedBatchIsRefusedBeforeAnythingIsDone(String body, String code)
            throws IOException, InterruptedException {
        // Given
        var good = sub(
                "POST",
                "v66.0/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + client.targetVersion() + "\"}");

        // When
        var answer = client.post(DATA + "/composite/batch", body.replace("GOOD", good));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(requests("Created")).isZero();
    }

    @Test
    void aBatchHasAtMostTwentyFiveSubrequests() throws IOException, InterruptedException {
        // When
        var answer = batch(
                false, Collections.nCopies(26, sub("GET", "v66.0/limits", "")).toArray(new String[0]));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("LIMIT_EXCEEDED");
    }
}
