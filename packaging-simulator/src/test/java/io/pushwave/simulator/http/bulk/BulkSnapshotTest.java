package io.pushwave.simulator.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Bulk jobs in snapshots: one in each state goes on in another simulator as in the first. */
final class BulkSnapshotTest extends OneSimulator {
    private static final String JOBS = "/services/data/v66.0/jobs/";

    BulkSnapshotTest() {
        super(start(7));
    }

    private static Simulator start(int seed) {
        return Simulator.start(
                SimulatorSettings.builder()
                        .port(0)
                        .orgs(400)
                        .seed(seed)
                        .speed(0)
                        .set(Setting.BULK_BATCH_RECORDS, 50)
                        .set(Setting.BULK_TIMEOUT_SHARE, 0.3)
                        .build(),
                InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    }

    private String ingest(String csv) throws IOException, InterruptedException {
        var job = client.post(JOBS + "ingest", "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}")
                .json()
                .path("id")
                .asText();
        client.upload(JOBS + "ingest/" + job + "/batches", csv);
        return job;
    }

    private void state(String job, String state) throws IOException, InterruptedException {
        client.patch(JOBS + "ingest/" + job, "{\"state\":\"" + state + "\"}");
    }

    private String query() throws IOException, InterruptedException {
        return client.post(
                        JOBS + "query",
                        "{\"operation\":\"query\",\"query\":\"SELECT SubscriberOrganizationKey, PackagePushRequest.Status"
                                + " FROM PackagePushJob\"}")
                .json()
                .path("id")
                .asText();
    }

    private static String csv(String request, List<String> keys) {
        return "PackagePushRequestId,SubscriberOrganizationKey\n"
                + keys.stream().map(key -> request + "," + key + "\n").collect(Collectors.joining());
    }

    /** Jobs of both kinds in every state. */
    private List<String> begin() throws IOException, InterruptedException {
        var request = client.createRequest();
        var keys = client.orgKeys(300);
        var csv = csv(request, keys);
        var jobs = new ArrayList<String>();
        var complete = ingest(csv(request, keys.subList(0, 40)));
        var failed = ingest("Nonsense\n1\n");
        var aborted = ingest(csv);
        for (var job : List.of(complete, failed, aborted)) {
            state(job, "UploadComplete");
        }
        client.advance("PT20S");
        state(aborted, "Aborted");
        jobs.add("query/" + query());
        client.advance("PT1H");
        var running = ingest(csv);
        state(running, "UploadComplete");
        client.advance("PT40S");
        jobs.add("query/" + query());
        client.advance("PT6S");
        var queued = ingest(csv);
        state(queued, "UploadComplete");
        jobs.add("query/" + query());
        for (var job : List.of(complete, failed, aborted, running, queued, ingest(csv))) {
            jobs.add("ingest/" + job);
        }
        return jobs;
    }

    private static String see(SalesforceClient client, List<String> jobs) throws IOException, InterruptedException {
        var seen = new StringBuilder();
        for (var job : jobs) {
            for (var file : List.of("", "/results", "/successfulResults", "/failedResults", "/unprocessedrecords")) {
                seen.append(client.get(JOBS + job + file).body()).append('\n');
            }
        }
        return seen.append(client.get("/simulator/ledger?limit=400").body()).toString();
    }

    private static String goOn(SalesforceClient client, List<String> jobs) throws IOException, InterruptedException {
        var seen = new StringBuilder();
        for (var step : List.of("PT0S", "PT9S", "PT10M", "PT10H")) {
            client.advance(step);
            seen.append(see(client, jobs));
        }
        client.patch(JOBS + jobs.getLast(), "{\"state\":\"UploadComplete\"}");
        client.advance("PT10H");
        seen.append(see(client, jobs));
        seen.append(client.post(JOBS + "ingest", "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}")
                .body());
        return seen.toString();
    }

    @Test
    void everyJobGoesOnInARestoredSimulatorAsInTheFirst() throws IOException, InterruptedException {
        // Given
        var jobs = begin();
        var before = see(client, jobs);

        // When
        var snapshot = client.snapshot();
        var first = goOn(client, jobs);
        String restored;
        String second;
        try (var other = start(8)) {
            var otherClient = new SalesforceClient(other).login();
            otherClient.restore(snapshot);
            otherClient.login();
            restored = see(otherClient, jobs);
            second = goOn(otherClient, jobs);
        }

        // Then
        assertThat(before)
                .contains("\"state\":\"Open\"")
                .contains("\"state\":\"UploadComplete\"")
                .contains("\"state\":\"InProgress\"")
                .contains("\"state\":\"JobComplete\"")
                .contains("\"state\":\"Failed\"")
                .contains("\"state\":\"Aborted\"")
                .contains("DUPLICATE_VALUE");
        assertThat(restored).isEqualTo(before);
        assertThat(second).isEqualTo(first);
    }
}
