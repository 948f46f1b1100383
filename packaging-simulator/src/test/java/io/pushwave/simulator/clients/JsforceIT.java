package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jsforce; what it is told to do is in {@code clients/jsforce.mjs}. */
final class JsforceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_FOR_AN_ACTION = Duration.ofSeconds(60);
    private static final String USERNAME = "release.engineer@harbor.example";

    @TempDir
    static Path home;

    private static ClientKeys keys;
    private static Simulator simulator;
    private static SalesforceClient api;
    private static SimulatorState state;
    private static PushTargets targets;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        keys = ClientKeys.generate(home, "key");
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(5_500)
                .speed(20)
                .publicKeyFile(keys.publicKey())
                .set(Setting.CLIENT_ID, "app")
                .set(Setting.CLIENT_SECRET, "secret")
                .set(Setting.USERNAME, USERNAME)
                .set(Setting.REFRESH_TOKEN, "5Aep861preset")
                .build());
        api = new SalesforceClient(simulator).login();
        state = new SimulatorState(api);
        targets = PushTargets.of(api);
    }

    @AfterEach
    void clearFaults() throws IOException, InterruptedException {
        state.clearFaults();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static ObjectNode given() {
        return JSON.createObjectNode()
                .put("url", simulator.url().toString())
                .put("token", api.token())
                .put("clientId", "app")
                .put("clientSecret", "secret")
                .put("username", USERNAME)
                .put("key", keys.privateKey().toString());
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
                                InstalledClients.script("jsforce.mjs").toString(),
                                action,
                                given.toString()));
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.json();
    }

    @Test
    void aSignedAssertionOpensASession() throws IOException, InterruptedException {
        // When
        var result = jsforce("loginByJwt", given());

        // Then
        assertThat(result.at("/user/id").asText()).startsWith("005");
        assertThat(result.path("instanceUrl").asText())
                .isEqualTo(simulator.url().toString());
        assertThat(result.at("/versions/totalSize").asInt())
                .isEqualTo(api.count("SELECT Id FROM MetadataPackageVersion"));
    }

    @Test
    void aSessionTellsWhoseItIs() throws IOException, InterruptedException {
        // When
        var result = jsforce("identity", given());

        // Then
        assertThat(result.path("username").asText()).isEqualTo(USERNAME);
        assertThat(result.path("organization_id").asText())
                .isEqualTo(api.query("SELECT Id FROM Organization")
                        .json()
                        .at("/records/0/Id")
                        .asText());
    }

    @Test
    void aClientSecretOpensASession() throws IOException, InterruptedException {
        // When
        var result = jsforce("loginByClientCredentials", given());

        // Then
        assertThat(result.at("/user/organizationId").asText()).startsWith("00D");
        assertThat(result.at("/packages/records").findValuesAsText("Id")).contains(state.packageId());
    }

    @Test
    void queryFollowsThePagesToTheLastSubscriber() throws IOException, InterruptedException {
        // When
        var result = jsforce("query", given().put("soql", "SELECT Id FROM PackageSubscriber"));

        // Then
        int rows = api.count("SELECT Id FROM PackageSubscriber");
        assertThat(rows).isGreaterThanOrEqualTo(5_000);
        assertThat(result.path("totalSize").asInt()).isEqualTo(rows);
        assertThat(result.path("ids")).hasSize(rows).doesNotHaveDuplicates();
    }

    @Test
    void createTellsForEachJobWhatCameOfIt() throws IOException, InterruptedException {
        // Given
        var orgs = new ArrayList<>(targets.eligible(199));
        orgs.add(100, targets.inactive());
        var request = api.createRequest();

        // When
        var results = jsforce("createJobs", jobs(request, orgs));

        // Then
        assertThat(results).hasSize(200);
        assertThat(results.path(100).at("/errors/0/statusCode").asText()).isEqualTo("INVALID_OPERATION");
        assertThat(results.findValuesAsText("success")).containsOnlyOnce("false");
        orgs.remove(100);
        assertThat(state.orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void createOfMoreThanACollectionHoldsMakesSeveralCalls() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(450);
        var request = api.createRequest();
        long before = state.calls();

        // When
        var results = jsforce("createJobs", jobs(request, orgs));

        // Then
        assertThat(results.findValuesAsText("success")).hasSize(450).containsOnly("true");
        assertThat(state.callsAfter(before))
                .filteredOn(call -> call.contains("/composite/sobjects 200 "))
                .hasSize(3);
        assertThat(state.orgsOf(request)).containsExactlyInAnyOrderElementsOf(orgs);
    }

    @Test
    void aTreeCreatesAllOrNone() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(3);
        var withCulprit = new ArrayList<>(targets.eligible(2));
        withCulprit.add(targets.inactive());
        var request = api.createRequest();

        // When
        var created = jsforce("tree", jobs(request, orgs));
        var refused = jsforce("tree", jobs(request, withCulprit));

        // Then
        assertThat(created.at("/value/hasErrors").asBoolean(true)).isFalse();
        assertThat(created.at("/value/results").findValuesAsText("referenceId"))
                .containsExactly("ref0", "ref1", "ref2");
        assertThat(refused.path("message").asText())
                .contains("ref2", "INVALID_OPERATION")
                .doesNotContain("ref0");
        assertThat(state.orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void aBulkJobTellsForEachJobWhatCameOfIt() throws IOException, InterruptedException {
        // Given
        var orgs = new ArrayList<>(targets.eligible(20));
        orgs.add(7, targets.inactive());
        var request = api.createRequest();

        // When
        var result = jsforce("bulkInsert", jobs(request, orgs));

        // Then
        assertThat(result.path("successfulResults")).hasSize(20);
        assertThat(result.path("failedResults")).hasSize(1);
        assertThat(result.at("/failedResults/0/SubscriberOrganizationKey").asText())
                .isEqualTo(orgs.remove(7));
        assertThat(result.at("/failedResults/0/sf__Error").asText()).startsWith("INVALID_OPERATION:");
        assertThat(state.orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void aBulkQueryReadsEverySubscriber() throws IOException, InterruptedException {
        // When
        var result = jsforce("bulkQuery", given().put("soql", "SELECT Id, OrgKey FROM PackageSubscriber"));

        // Then
        assertThat(result.path("rows").asInt()).isEqualTo(api.count("SELECT Id FROM PackageSubscriber"));
        assertThat(result.path("ids")).doesNotHaveDuplicates();
        assertThat(result.at("/first/OrgKey").asText()).startsWith("00D").hasSize(15);
    }

    @Test
    void aRequestIsCreatedChangedReadAndNeverDeleted() throws IOException, InterruptedException {
        // When
        var result = jsforce("createAndCancel", given().put("version", api.targetVersion()));
        var destroyed = jsforce(
                "destroy", given().put("request", result.at("/created/id").asText()));

        // Then
        assertThat(result.at("/updated/success").asBoolean()).isTrue();
        assertThat(result.at("/record/PackageVersionId").asText()).isEqualTo(api.targetVersion());
        assertThat(destroyed.path("failure").asText()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(state.status(result.at("/created/id").asText())).isEqualTo("Canceled");
    }

    @Test
    void findAsksForSomeOfTheFields() throws IOException, InterruptedException {
        // Given
        var request = api.createRequest();
        api.createJobs(request, targets.eligible(5), true);

        // When
        var rows = jsforce("find", given().put("request", request));

        // Then
        assertThat(rows.findValuesAsText("Status")).containsExactly("Created", "Created", "Created");
    }

    @Test
    void describeNamesTheFields() throws IOException, InterruptedException {
        // When
        var result = jsforce("describe", given());

        // Then
        assertThat(result.path("fields").toString())
                .contains("\"PackageVersionId\"", "\"ScheduledStartTime\"", "\"Status\"");
    }

    @Test
    void aSessionThatEndsBetweenTwoPagesIsRenewedAndTheQueryGoesOn() throws IOException, InterruptedException {
        // Given
        state.fault("\"endpoint\":\"*/query/*\",\"nth\":1,\"effect\":\"unauthorized\"");

        // When
        var result = jsforce("refresh", given().put("soql", "SELECT Id FROM PackageSubscriber"));
        api.login();

        // Then
        assertThat(result.path("refreshed").asInt()).isEqualTo(1);
        assertThat(result.path("rows").asInt()).isEqualTo(api.count("SELECT Id FROM PackageSubscriber"));
    }

    @Test
    void aRefreshTokenRenewsASessionThatEndsBetweenTwoPages() throws IOException, InterruptedException {
        // Given
        state.fault("\"endpoint\":\"*/query/*\",\"nth\":1,\"effect\":\"unauthorized\"");

        // When
        var result = jsforce(
                "refreshByToken",
                given().put("refreshToken", "5Aep861preset").put("soql", "SELECT Id FROM PackageSubscriber"));
        var refused = api.query("SELECT Id FROM PackageSubscriber LIMIT 1").status();
        api.login();

        // Then
        assertThat(refused).isEqualTo(401);
        assertThat(result.path("refreshed")).hasSize(1);
        assertThat(result.at("/refreshed/0").asText()).startsWith("00D");
        assertThat(result.path("ids"))
                .hasSize(api.count("SELECT Id FROM PackageSubscriber"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWrongRefreshTokenEndsTheQuery() throws IOException, InterruptedException {
        // Given
        state.fault("\"endpoint\":\"*/query/*\",\"nth\":1,\"effect\":\"unauthorized\"");

        // When
        var result = jsforce(
                "refreshByToken", given().put("refreshToken", "wrong").put("soql", "SELECT Id FROM PackageSubscriber"));
        api.login();

        // Then
        assertThat(result.path("message").asText()).endsWith("expired access/refresh token");
    }

    @Test
    void aFailedReadIsRepeated() throws IOException, InterruptedException {
        // Given
        state.fault("\"endpoint\":\"*/query\",\"nth\":1,\"times\":2,\"effect\":\"status\",\"status\":503");
        long before = state.calls();

        // When
        var result = jsforce("read", given());

        // Then
        assertThat(result.path("value").path("records")).isNotEmpty();
        assertThat(state.callsAfter(before))
                .extracting(call -> call.split(" ", -1)[2])
                .containsExactly("503", "503", "200");
    }

    @Test
    void aFailedCreationIsNotRepeated() throws IOException, InterruptedException {
        // Given
        state.fault("\"endpoint\":\"*/sobjects/packagepushrequest\",\"method\":\"POST\",\"nth\":1,\"times\":2,"
                + "\"effect\":\"status\",\"status\":503");
        long before = state.calls();
        int requests = state.requests();

        // When
        var result = jsforce("create", given().put("version", api.targetVersion()));

        // Then
        assertThat(result.path("failure").asText()).isEqualTo("SERVER_UNAVAILABLE");
        assertThat(state.callsAfter(before))
                .filteredOn(call -> call.startsWith("POST "))
                .hasSize(1);
        assertThat(state.requests()).isEqualTo(requests);
    }

    @Test
    void aCreationWhoseAnswerIsLostIsNotRepeatedEither() throws IOException, InterruptedException {
        // Given
        state.fault("\"endpoint\":\"*/sobjects/packagepushrequest\",\"method\":\"POST\",\"nth\":1,"
                + "\"effect\":\"resetAfterEffect\"");
        int requests = state.requests();

        // When
        var result = jsforce("create", given().put("version", api.targetVersion()));

        // Then
        assertThat(result.has("failure")).isTrue();
        assertThat(state.requests()).isEqualTo(requests + 1);
    }
}
