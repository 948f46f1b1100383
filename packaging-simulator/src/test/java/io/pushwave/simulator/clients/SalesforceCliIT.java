package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code sf}: logins, and push upgrades listed, reported and aborted. */
final class SalesforceCliIT {
    @TempDir
    static Path home;

    private static SalesforceCli sf;
    private static SimulatorState state;
    private static PushTargets targets;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sf = SalesforceCli.start(
                home,
                settings -> settings.orgs(2_000)
                        .set(Setting.START_DELAY_MINIMUM, "PT10M")
                        .set(Setting.START_DELAY_MAXIMUM, "PT10M")
                        .set(Setting.JOB_DURATION_MINIMUM, "PT1H")
                        .set(Setting.JOB_DURATION_MAXIMUM, "PT2H")
                        .set(Setting.FAILURE_RATE, "0.3"));
        state = sf.state();
        targets = PushTargets.of(sf.api());
    }

    @AfterEach
    void clearFaults() throws IOException, InterruptedException {
        state.clearFaults();
    }

    @AfterAll
    static void stop() {
        sf.close();
    }

    private static String requestWithJobs(int orgs) throws IOException, InterruptedException {
        var id = sf.api().createRequest();
        var created = sf.api().createJobs(id, targets.eligible(orgs), true);
        assertThat(created.json().findValuesAsText("success")).containsOnly("true");
        return id;
    }

    private static String activatedRequest(int orgs) throws IOException, InterruptedException {
        var id = requestWithJobs(orgs);
        assertThat(sf.api().setStatus(id, "Pending").status()).isEqualTo(204);
        return id;
    }

    @Test
    void aJwtOfAnotherKeyOpensNoSession() throws IOException, InterruptedException {
        // Given
        var other = ClientKeys.generate(home, "other");

        // When: in another home, for a login that fails ends the session that the user had
        var outcome = sf.run(
                Map.of("HOME", home.resolve("elsewhere").toString()),
                "org login jwt --json --client-id " + SalesforceCli.CLIENT_ID + " --username " + SalesforceCli.USERNAME
                        + " --instance-url " + sf.url() + " --jwt-key-file",
                other.privateKey().toString());

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().path("message").asText()).contains("invalid assertion");
    }

    @Test
    void anAccessTokenOpensASessionThatEndsWithIt() throws IOException, InterruptedException {
        // Given
        var client = sf.api().login();
        var elsewhere = home.resolve("by-token").toString();
        var login = sf.run(
                Map.of("HOME", elsewhere, "SF_ACCESS_TOKEN", client.token()),
                "org login access-token --no-prompt --json --set-default --instance-url " + sf.url());
        assertThat(login.exitCode()).as(login.toString()).isZero();

        // When
        var works = sf.run(Map.of("HOME", elsewhere), "org list limits --json");
        state.fault("\"endpoint\":\"*/limits\",\"nth\":1,\"effect\":\"unauthorized\"");
        var refused = sf.run(Map.of("HOME", elsewhere), "org list limits --json");
        client.login();

        // Then
        assertThat(works.exitCode()).as(works.toString()).isZero();
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.json().path("message").asText()).contains("Session expired or invalid");
    }

    @Test
    void aSessionThatEndsInTheMiddleIsRenewedByJwt() throws IOException, InterruptedException {
        // Given
        var id = requestWithJobs(2);
        state.fault("\"endpoint\":\"*/query\",\"nth\":2,\"effect\":\"unauthorized\"");
        long before = state.calls();

        // When
        var result = sf.result("package push-upgrade report --push-request-id " + id);

        // Then
        assertThat(result.path("Status").asText()).isEqualTo("Created");
        var calls = state.callsAfter(before);
        assertThat(calls).anyMatch(call -> call.contains("/query 401 "));
        assertThat(calls).contains("POST /services/oauth2/token 200 ");
    }

    @Test
    void aLoginIsNotNeededWhereTheAddressAndATokenAreGiven() throws IOException, InterruptedException {
        // Given
        var id = requestWithJobs(1);

        // When
        var outcome = sf.run(
                Map.of("SF_ORG_INSTANCE_URL", sf.url().toString()),
                "package push-upgrade abort --json --push-request-id " + id + " --target-dev-hub",
                sf.api().token());

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(state.status(id)).isEqualTo("Canceled");
    }

    @Test
    void listShowsTheRequestsOfThePackage() throws IOException, InterruptedException {
        // Given
        var id = requestWithJobs(3);
        var canceled = sf.api().createRequest();
        sf.api().setStatus(canceled, "Canceled");

        // When
        var all = sf.run("package push-upgrade list --package " + state.packageId());
        var created = sf.result("package push-upgrade list --package " + state.packageId() + " --status Created");

        // Then
        assertThat(all.exitCode()).as(all.toString()).isZero();
        assertThat(all.output()).contains(id, canceled, "Harbor Suite 2.0", "Num Orgs Scheduled");
        assertThat(created.findValuesAsText("Id")).contains(id).doesNotContain(canceled);
    }

    @Test
    void listFindsNoCanceledRequestsForTheCliSpellsItOtherwise() throws IOException, InterruptedException {
        // Given
        var canceled = sf.api().createRequest();
        sf.api().setStatus(canceled, "Canceled");

        // When
        var found = sf.result("package push-upgrade list --package " + state.packageId() + " --status Cancelled");

        // Then
        assertThat(state.status(canceled)).isEqualTo("Canceled");
        assertThat(found).isEmpty();
    }

    @Test
    void reportTellsHowManyOrgsWait() throws IOException, InterruptedException {
        // Given
        var id = activatedRequest(4);

        // When
        var outcome = sf.run("package push-upgrade report --push-request-id " + id);

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(cell(outcome, "Status")).isEqualTo("Pending");
        assertThat(cell(outcome, "# Orgs Scheduled")).isEqualTo("4");
        assertThat(state.jobs(id, "Pending")).isEqualTo(4);
    }

    /** The value beside a name in a table of two columns. */
    private static String cell(ClientProcess.Outcome outcome, String name) {
        return outcome.output()
                .lines()
                .map(line -> line.split("│", -1))
                .filter(cells -> cells.length == 4 && cells[1].strip().equals(name))
                .map(cells -> cells[2].strip())
                .findFirst()
                .orElse("no " + name + " in " + outcome);
    }

    @Test
    void reportAsksForNoNumbersWhileTheOrgsAreUpgradedForTheCliSpellsTheStatusOtherwise()
            throws IOException, InterruptedException {
        // Given
        var id = activatedRequest(5);
        sf.api().advance("PT15M");
        long before = state.calls();

        // When
        var outcome = sf.run("package push-upgrade report --push-request-id " + id);

        // Then
        assertThat(state.jobs(id, "InProgress")).isEqualTo(5);
        assertThat(cell(outcome, "Status")).isEqualTo("InProgress");
        assertThat(cell(outcome, "# Orgs Scheduled")).isEqualTo("5");
        assertThat(state.callsAfter(before)).noneMatch(call -> call.contains("Status = 'Succeeded'"));
    }

    @Test
    void reportAsksForThemWhereTheApiSpellsItAsTheCliDoes() throws IOException, InterruptedException {
        try (var other = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .speed(0)
                .set(Setting.START_DELAY_MAXIMUM, "PT0S")
                .set(Setting.IN_PROGRESS_VALUE, "In Progress")
                .build())) {
            // Given
            var api = new SalesforceClient(other).login();
            var id = api.createRequest();
            api.createJobs(id, PushTargets.of(api).eligible(3), true);
            api.setStatus(id, "Pending");
            api.advance("PT1S");

            // When
            var outcome = sf.run(
                    Map.of("SF_ORG_INSTANCE_URL", other.url().toString()),
                    "package push-upgrade report --push-request-id " + id + " --target-dev-hub",
                    api.token());

            // Then
            assertThat(cell(outcome, "Status")).isEqualTo("In Progress");
            assertThat(api.get("/simulator/requests-log").body()).contains("Status = 'Succeeded'");
        }
    }

    @Test
    void reportSaysFailedWithTheFirstFailureWhileOtherOrgsAreStillUpgraded() throws IOException, InterruptedException {
        // Given
        var id = activatedRequest(30);
        sf.api().advance("PT1H40M");
        assertThat(state.jobs(id, "InProgress")).isPositive();

        // When
        var outcome = sf.run("package push-upgrade report --push-request-id " + id);

        // Then
        assertThat(cell(outcome, "Status")).isEqualTo("Failed");
        assertThat(cell(outcome, "# Orgs Scheduled")).isEqualTo("30");
        assertThat(cell(outcome, "# Orgs Upgrade Failed"))
                .isEqualTo(Integer.toString(state.jobs(id, "Failed")))
                .isNotEqualTo("0");
    }

    @Test
    void reportTellsAtTheEndHowManyFailedAndWhy() throws IOException, InterruptedException {
        // Given
        var id = activatedRequest(40);
        sf.api().advance("PT3H");

        // When
        var outcome = sf.run("package push-upgrade report --push-request-id " + id);

        // Then
        assertThat(state.status(id)).isEqualTo("Failed");
        assertThat(cell(outcome, "Status")).isEqualTo("Failed");
        assertThat(cell(outcome, "# Orgs Upgrade Failed")).isEqualTo(Integer.toString(state.jobs(id, "Failed")));
        assertThat(cell(outcome, "# Orgs Upgrade Succeeded")).isEqualTo(Integer.toString(state.jobs(id, "Succeeded")));
        var first = sf.api()
                .query("SELECT ErrorMessage FROM PackagePushError WHERE PackagePushJob.PackagePushRequestId = '" + id
                        + "'")
                .json()
                .at("/records/0/ErrorMessage")
                .asText();
        assertThat(outcome.errors()).contains("(1) " + first.lines().findFirst().orElse("no message"));
    }

    @Test
    void abortCancelsACreatedAndAPendingRequestWithTheirJobs() throws IOException, InterruptedException {
        // Given
        var created = requestWithJobs(2);
        var pending = activatedRequest(2);

        // When
        var first = sf.json("package push-upgrade abort --push-request-id " + created);
        var second = sf.json("package push-upgrade abort --push-request-id " + pending);

        // Then
        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(second.exitCode()).as(second.toString()).isZero();
        for (var id : List.of(created, pending)) {
            assertThat(state.status(id)).isEqualTo("Canceled");
            assertThat(state.jobs(id, "Canceled")).isEqualTo(2);
        }
    }

    @Test
    void abortIsRefusedOnceOrgsAreUpgraded() throws IOException, InterruptedException {
        // Given
        var id = activatedRequest(2);
        sf.api().advance("PT15M");
        assertThat(state.status(id)).isEqualTo("InProgress");

        // When
        var byCli = sf.json("package push-upgrade abort --push-request-id " + id);
        var byHand = sf.run(
                "api request rest /services/data/v66.0/sobjects/PackagePushRequest/" + id + " --method PATCH --body",
                "{\"Status\":\"Canceled\"}");

        // Then
        assertThat(byCli.exitCode()).isEqualTo(1);
        assertThat(byCli.json().path("message").asText()).contains("with status 'InProgress'");
        assertThat(byHand.exitCode()).as(byHand.toString()).isEqualTo(1);
        assertThat(byHand.output()).contains("can't be canceled because its status is In Progress");
        assertThat(state.status(id)).isEqualTo("InProgress");
        assertThat(state.jobs(id, "Canceled")).isZero();
    }

    @Test
    void abortOfARequestThatIsNotThereIsRefused() throws IOException, InterruptedException {
        // When
        var outcome = sf.json("package push-upgrade abort --push-request-id 0DV000000000000GAA");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().path("message").asText()).contains("isn’t valid");
    }

    @Test
    void aFailedReadIsRepeated() throws IOException, InterruptedException {
        // Given
        var id = requestWithJobs(1);
        state.fault("\"endpoint\":\"*/query\",\"nth\":1,\"times\":2,\"effect\":\"status\",\"status\":503");
        long before = state.calls();

        // When
        var result = sf.result("package push-upgrade report --push-request-id " + id);

        // Then
        assertThat(result.path("Id").asText()).isEqualTo(id);
        assertThat(state.callsAfter(before))
                .filteredOn(call -> call.contains("/query 503 "))
                .hasSize(2);
    }

    @Test
    void aFailedCreationIsNotRepeated() throws IOException, InterruptedException {
        // Given
        state.fault(
                "\"endpoint\":\"*/sobjects/packagepushrequest\",\"method\":\"POST\",\"nth\":1,\"effect\":\"status\",\"status\":500");
        long before = state.calls();
        int requests = state.requests();

        // When
        var outcome =
                sf.json("package push-upgrade schedule --package " + sf.api().targetVersion() + " --org-list "
                        + targets.eligible(1).getFirst());

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        assertThat(state.callsAfter(before))
                .filteredOn(call -> call.contains("POST ") && call.contains("/sobjects/"))
                .hasSize(1);
        assertThat(state.requests()).isEqualTo(requests);
    }
}
