package io.pushwave.simulator.http.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault as a client sees it, and what it leaves behind. */
final class FaultsTest extends OneSimulator {
    private static final String REQUESTS = "/services/data/v66.0/sobjects/PackagePushRequest";

    FaultsTest() {
        super(SimulatorSettings.builder().orgs(100).seed(7));
    }

    private void fault(String members) throws IOException, InterruptedException {
        var answer = client.post("/simulator/faults", "[{" + members + "}]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private SalesforceClient.Answer create() throws IOException, InterruptedException {
        return client.post(REQUESTS, "{\"PackageVersionId\":\"" + client.targetVersion() + "\"}");
    }

    private int requests() throws IOException, InterruptedException {
        return client.count("SELECT Id FROM PackagePushRequest");
    }

    @Test
    void anErrorStatusIsAnsweredToTheNthCallOnlyAndNothingHappens() throws IOException, InterruptedException {
        // Given
        fault(
                "\"endpoint\":\"*/sobjects/packagepushrequest\",\"method\":\"POST\",\"nth\":2,\"effect\":\"status\",\"status\":503");

        // When
        var first = create();
        var second = create();
        var third = create();

        // Then
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.errorCode()).isEqualTo("SERVER_UNAVAILABLE");
        assertThat(third.status()).isEqualTo(201);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void aConnectionClosedBeforeTheEffectLeavesNothing() throws IOException, InterruptedException {
        // Given
        fault("\"endpoint\":\"*/sobjects/*\",\"method\":\"POST\",\"nth\":1,\"effect\":\"resetBeforeEffect\"");

        // When
        assertThatExceptionOfType(IOException.class).isThrownBy(this::create);

        // Then
        assertThat(requests()).isZero();
    }

    @Test
    void aConnectionClosedAfterTheEffectLeavesTheEffect() throws IOException, InterruptedException {
        // Given
        fault("\"endpoint\":\"*/sobjects/*\",\"method\":\"POST\",\"nth\":1,\"effect\":\"resetAfterEffect\"");

        // When
        assertThatExceptionOfType(IOException.class).isThrownBy(this::create);

        // Then
        assertThat(requests()).isEqualTo(1);
        assertThat(client.get("/simulator/requests-log").body()).contains("\"fault\":\"resetAfterEffect\"");
    }

    @Test
    void latencyKeepsAClientWaiting() throws IOException, InterruptedException {
        // Given
        fault("\"endpoint\":\"*/query\",\"nth\":1,\"effect\":\"latency\",\"latency\":\"PT0.3S\"");

        // When
        client.query("SELECT Id FROM PackagePushRequest");

        // Then
        var log = client.get("/simulator/requests-log?after=1").json();
        assertThat(log.path("micros").asLong()).isGreaterThanOrEqualTo(290_000);
    }

    @Test
    void aSessionEndsInTheMiddle() throws IOException, InterruptedException {
        // Given
        fault("\"endpoint\":\"*/query\",\"nth\":1,\"effect\":\"unauthorized\"");

        // When
        var refused = client.query("SELECT Id FROM PackagePushRequest");
        var stillRefused = client.query("SELECT Id FROM PackagePushRequest");
        client.login();

        // Then
        assertThat(refused.errorCode()).isEqualTo("INVALID_SESSION_ID");
        assertThat(stillRefused.status()).isEqualTo(401);
        assertThat(client.query("SELECT Id FROM PackagePushRequest").status()).isEqualTo(200);
    }

    @Test
    void somethingBadHappensToAWholeBatch() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        fault("\"endpoint\":\"*/composite/sobjects\",\"nth\":1,\"effect\":\"somethingBad\"");

        // When
        var results = client.createJobs(id, client.orgKeys(20), false).json();

        // Then
        assertThat(results).hasSize(20);
        assertThat(results.findValuesAsText("message"))
                .hasSize(20)
                .containsOnly("Something bad has happened. Please verify your input and try again.");
        assertThat(client.count("SELECT Id FROM PackagePushJob")).isZero();
    }

    @Test
    void aProbabilityStrikesTheSameCallsForTheSameSeed() throws IOException, InterruptedException {
        // Given
        var rule = "\"endpoint\":\"*/query\",\"probability\":0.5,\"seed\":4,\"effect\":\"status\",\"status\":500";
        fault(rule);
        var first = statuses();
        client.call("DELETE", "/simulator/faults", "");
        fault(rule);

        // When
        var second = statuses();

        // Then
        assertThat(second).isEqualTo(first).contains("500").contains("200");
    }

    private String statuses() throws IOException, InterruptedException {
        var statuses = new StringBuilder();
        for (int call = 0; call < 20; call++) {
            statuses.append(client.query("SELECT Id FROM PackagePushRequest").status());
        }
        return statuses.toString();
    }

    @Test
    void clearedRulesStrikeNoMore() throws IOException, InterruptedException {
        // Given
        fault("\"endpoint\":\"*\",\"probability\":1,\"effect\":\"status\",\"status\":500");
        assertThat(client.get("/simulator/faults").json().path("rules")).hasSize(1);

        // When
        client.call("DELETE", "/simulator/faults", "");

        // Then
        assertThat(create().status()).isEqualTo(201);
        assertThat(client.get("/simulator/faults").json().path("rules")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{\"endpoint\":\"*\",\"nth\":1,\"effect\":\"explode\"}]",
                "[{\"endpoint\":\"*\",\"nth\":1,\"effect\":\"status\",\"status\":404}]",
                "[{\"endpoint\":\"*\",\"nth\":0,\"effect\":\"resetAfterEffect\"}]",
                "[{\"endpoint\":\"*\",\"effect\":\"resetAfterEffect\"}]",
                "[{\"endpoint\":\"*\",\"nth\":1,\"probability\":1,\"effect\":\"resetAfterEffect\"}]",
                "[{\"endpoint\":\"*\",\"probability\":2,\"effect\":\"resetAfterEffect\"}]",
                "[{\"endpoint\":\"*\",\"nth\":1,\"effect\":\"latency\",\"latency\":\"long\"}]",
                "[{\"endpoint\":\"*\",\"nth\":1,\"effect\":\"resetAfterEffect\",\"wrong\":1}]"
            })
    void aRuleThatCannotBeIsRefusedAndNoneIsAdded(String rules) throws IOException, InterruptedException {
        // When
        var answer = client.post("/simulator/faults", rules);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(client.get("/simulator/faults").json().path("rules")).isEmpty();
    }
}
