package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jsforce 1.11, whose bulk calls are those of Bulk API 1.0; what it is told to do is in {@code clients/jsforce1.mjs}. */
final class Jsforce1IT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_FOR_AN_ACTION = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static Simulator simulator;
    private static SalesforceClient api;
    private static SimulatorState state;
    private static PushTargets targets;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(
                SimulatorSettings.builder().port(0).orgs(3_000).speed(60).build());
        api = new SalesforceClient(simulator).login();
        state = new SimulatorState(api);
        targets = PushTargets.of(api);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static ObjectNode given() {
        return JSON.createObjectNode().put("url", simulator.url().toString()).put("token", api.token());
    }

    private static ObjectNode jobs(String request, List<String> orgs) {
        var given = given().put("request", request);
        given.set("orgs", JSON.valueToTree(orgs));
        return given;
    }

    private static JsonNode jsforce(String action, ObjectNode given) throws IOException, InterruptedException {
        var outcome = new ClientProcess(home, InstalledClients.environment(home))
                .run(
                        TIME_FOR_AN_ACTION,
                        List.of(
                                InstalledClients.commands().resolve("node").toString(),
                                InstalledClients.script("jsforce1.mjs").toString(),
                                action,
                                given.toString()));
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.json();
    }

    @Test
    void loadTellsForEachRecordWhatCameOfIt() throws IOException, InterruptedException {
        // Given
        var orgs = new ArrayList<>(targets.eligible(99));
        orgs.add(50, targets.inactive());
        var request = api.createRequest();

        // When
        var results = jsforce("load", jobs(request, orgs));

        // Then
        assertThat(results).hasSize(100);
        assertThat(results.at("/50/success").asBoolean(true)).isFalse();
        assertThat(results.at("/50/errors/0").asText()).startsWith("INVALID_OPERATION:");
        assertThat(results.findValuesAsText("success")).containsOnlyOnce("false");
        orgs.remove(50);
        assertThat(state.orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void batchesOfOneOpenJobFillARequestInOrder() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(400);
        var request = api.createRequest();

        // When
        var results = jsforce("batches", jobs(request, orgs).put("size", 169));

        // Then
        assertThat(results).hasSize(400);
        assertThat(results.findValuesAsText("success")).containsOnly("true");
        assertThat(state.orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void queryFindsEverySubscriber() throws IOException, InterruptedException {
        // When
        var result = jsforce("query", given().put("soql", "SELECT Id, OrgName, OrgKey FROM PackageSubscriber"));

        // Then
        int rows = api.count("SELECT Id FROM PackageSubscriber");
        assertThat(result.path("rows").asInt()).isEqualTo(rows).isGreaterThan(2_900);
        assertThat(result.path("ids")).doesNotHaveDuplicates();
        assertThat(result.at("/first/OrgKey").asText()).startsWith("00D").hasSize(15);
    }

    @Test
    void aWrongQuerySaysWhy() throws IOException, InterruptedException {
        // When
        var result = jsforce("wrongQuery", given().put("soql", "SELECT Nonsense FROM PackageSubscriber"));

        // Then
        assertThat(result.path("message").asText())
                .startsWith("InvalidBatch : Failed to process query: INVALID_FIELD:");
    }

    @Test
    void jobsAndBatchesCanBeWatchedAndAborted() throws IOException, InterruptedException {
        // Given
        var request = api.createRequest();

        // When
        var result = jsforce("monitor", jobs(request, targets.eligible(2)));

        // Then
        assertThat(result.at("/first/state").asText()).isEqualTo("Queued");
        assertThat(result.path("list")).hasSize(1);
        assertThat(result.at("/list/0/id").asText())
                .isEqualTo(result.at("/first/id").asText());
        assertThat(result.at("/info/numberBatchesTotal").asText()).isEqualTo("1");
        assertThat(result.at("/aborted/state").asText()).isEqualTo("Aborted");
    }

    @Test
    void anExpiredSessionIsRenewedAndTheJobGoesOn() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(3);
        var request = api.createRequest();

        // When
        var result = jsforce("refresh", jobs(request, orgs));

        // Then
        assertThat(result.path("refreshed").asInt()).isEqualTo(1);
        assertThat(result.path("results").findValuesAsText("success")).containsOnly("true");
        assertThat(state.orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void withoutARenewalABadSessionIsTold() throws IOException, InterruptedException {
        // When
        var result = jsforce("badSession", given());

        // Then
        assertThat(result.path("failure").asText()).isEqualTo("InvalidSessionId");
        assertThat(result.path("message").asText()).isEqualTo("Invalid session id");
    }

    @Test
    void aLoginBySoapSaysThatItIsDisabled() throws IOException, InterruptedException {
        // When
        var result = jsforce("login", given());

        // Then
        assertThat(result.path("message").asText()).startsWith("INVALID_OPERATION: SOAP API login() is disabled");
    }
}
