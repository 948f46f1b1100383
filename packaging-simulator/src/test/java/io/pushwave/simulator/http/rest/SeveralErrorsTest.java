package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import java.io.IOException;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs with more than one error, as clients query them. */
final class SeveralErrorsTest extends OneSimulator {
    SeveralErrorsTest() {
        super(SimulatorSettings.builder()
                .orgs(120)
                .set(Setting.FAILURE_RATE, 1)
                .set(Setting.FAILURE_MIX, "locked=1")
                .set(Setting.EXTRA_ERROR_RATE, 1));
    }

    @Override
    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        super.login();
        var id = client.createRequest();
        client.createJobs(id, client.orgKeys(120), false);
        client.setStatus(id, "Pending");
        client.advance("P1D");
    }

    @Test
    void everyWayOfAskingFindsAllRowsOfAJob() throws IOException, InterruptedException {
        // When
        var jobs = client.query("SELECT Id, PackagePushRequestId, (SELECT Id, ErrorTitle, ErrorSeverity FROM"
                        + " PackagePushErrors) FROM PackagePushJob WHERE Status = 'Failed'")
                .json()
                .path("records");

        // Then
        var seen = new HashSet<String>();
        for (var job : jobs) {
            var nested = job.path("PackagePushErrors").path("records");
            assertThat(nested.size()).isBetween(2, 4);
            nested.forEach(error -> seen.add(error.path("Id").asText()));
            assertThat(client.count("SELECT Id FROM PackagePushError WHERE PackagePushJobId = '"
                            + job.path("Id").asText() + "'"))
                    .isEqualTo(nested.size());
        }
        var request = jobs.path(0).path("PackagePushRequestId").asText();
        assertThat(client.count("SELECT Id FROM PackagePushError")).isEqualTo(seen.size());
        assertThat(client.count("SELECT Id FROM PackagePushError WHERE PackagePushJob.PackagePushRequestId = '"
                        + request + "'"))
                .isEqualTo(seen.size());
        assertThat(client.count("SELECT Id FROM PackagePushError WHERE ErrorSeverity = 'Error'"))
                .isEqualTo(jobs.size());
    }

    @Test
    void theLedgerTellsOfAllOfThem() throws IOException, InterruptedException {
        // When
        var ledger = client.get("/simulator/ledger").body();

        // Then
        int errors = client.count("SELECT Id FROM PackagePushError");
        assertThat(ledger.split("\"severity\":", -1)).hasSize(errors + 1);
    }
}
