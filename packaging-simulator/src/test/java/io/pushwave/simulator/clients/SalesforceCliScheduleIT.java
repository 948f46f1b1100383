package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code sf}: {@code package push-upgrade schedule}, which adds the jobs by the Bulk API. */
final class SalesforceCliScheduleIT {
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

    @AfterAll
    static void stop() {
        sf.close();
    }

    /** Schedules a push while time passes: bulk jobs take simulated time. */
    private static ClientProcess.Outcome schedule(String arguments, String orgs)
            throws IOException, InterruptedException {
        state.setSpeed(20);
        try {
            return sf.json("package push-upgrade schedule --package " + sf.api().targetVersion() + arguments, orgs);
        } finally {
            state.setSpeed(0);
        }
    }

    @Test
    void scheduleCreatesTheRequestItsJobsByABulkJobAndActivatesIt() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(3);
        long before = state.calls();

        // When
        var outcome = schedule(" --start-time 2040-01-31T21:00:00 --org-list", String.join(",", orgs));

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        var id = outcome.json().at("/result/PushRequestId").asText();
        assertThat(state.status(id)).isEqualTo("Pending");
        assertThat(state.request(id, "ScheduledStartTime")).isEqualTo("2040-01-31T21:00:00.000+0000");
        assertThat(state.orgsOf(id)).containsExactlyElementsOf(orgs);
        assertThat(state.jobs(id, "Pending")).isEqualTo(3);
        assertThat(state.callsAfter(before))
                .anyMatch(call -> call.startsWith("PUT ") && call.contains("/batches 201 "));
    }

    @Test
    void scheduleTakesAThousandOrgsFromAFile() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(1_000);
        var file = Files.write(home.resolve("orgs.txt"), orgs);

        // When
        var outcome = schedule(" --org-file", file.toString());

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        var id = outcome.json().at("/result/PushRequestId").asText();
        assertThat(state.status(id)).isEqualTo("Pending");
        assertThat(state.orgsOf(id)).containsExactlyInAnyOrderElementsOf(orgs);
    }

    @Test
    void scheduleSetsNothingGoingIfOneOrgIsNotEligible() throws IOException, InterruptedException {
        // Given
        var orgs = new ArrayList<>(targets.eligible(2));
        orgs.add(1, targets.inactive());
        long before = state.calls();

        // When
        var outcome = schedule(" --org-list", String.join(",", orgs));

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        var log = Path.of(outcome.json().path("message").asText().replaceFirst("(?s).*written to file: ", ""));
        assertThat(log).content().contains("Job 1 Error", "INVALID_OPERATION", "not eligible to receive this upgrade");
        var id = log.getFileName().toString().replaceFirst("push_request_(\\w+)_errors.log", "$1");
        assertThat(state.status(id)).isEqualTo("Created");
        assertThat(state.orgsOf(id)).containsExactly(orgs.getFirst(), orgs.getLast());
        assertThat(state.callsAfter(before)).anyMatch(call -> call.contains("/failedResults 200 "));
    }

    @Test
    void scheduleActivatesARequestWithoutJobsIfTheFileHasLongIds() throws IOException, InterruptedException {
        // Given
        var file =
                Files.writeString(home.resolve("long.txt"), targets.eligible(1).getFirst() + "AAA\n");

        // When
        var outcome = schedule(" --org-file", file.toString());

        // Then: a defect of the CLI, and the simulator lets it happen as Salesforce is thought to
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        var id = outcome.json().at("/result/PushRequestId").asText();
        assertThat(state.status(id)).isEqualTo("Pending");
        assertThat(state.orgsOf(id)).isEmpty();
    }

    @Test
    void scheduleOfABetaIsRefusedInTheSimulatorsWords() throws IOException, InterruptedException {
        // Given
        var beta = sf.api()
                .query("SELECT Id FROM MetadataPackageVersion WHERE ReleaseState = 'Beta'")
                .json()
                .at("/records/0/Id")
                .asText();
        int requests = state.requests();

        // When
        var outcome = sf.json("package push-upgrade schedule --package " + beta + " --org-list "
                + targets.eligible(1).getFirst());

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().path("message").asText()).contains("must be released and not deprecated");
        assertThat(state.requests()).isEqualTo(requests);
    }

    @Test
    void aPushThatWasScheduledUpgradesTheOrgs() throws IOException, InterruptedException {
        // Given
        var orgs = targets.eligible(12);
        var outcome = schedule(" --org-list", String.join(",", orgs));
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();

        // When
        sf.api().advance("PT4H");

        // Then
        var id = outcome.json().at("/result/PushRequestId").asText();
        assertThat(state.jobs(id, "Succeeded") + state.jobs(id, "Failed")).isEqualTo(12);
        int upgraded = sf.api()
                .count("SELECT Id FROM PackageSubscriber WHERE MetadataPackageVersionId = '"
                        + sf.api().targetVersion() + "' AND OrgKey IN ('" + String.join("','", orgs) + "')");
        assertThat(upgraded).isEqualTo(state.jobs(id, "Succeeded")).isPositive();
    }
}
