package io.pushwave.simulator.http.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotTest extends OneSimulator {
    private static final String FAULT = "[{\"endpoint\":\"*/composite/sobjects\",\"probability\":0.5,\"seed\":3,"
            + "\"effect\":\"somethingBad\"},{\"endpoint\":\"*/query\",\"nth\":5,\"effect\":\"status\",\"status\":503}]";

    SnapshotTest() {
        super(start(settings(400, 7)));
    }

    private static Simulator start(SimulatorSettings settings) {
        return Simulator.start(settings, InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    }

    private static SimulatorSettings settings(int orgs, long seed) {
        return builder(orgs, seed).build();
    }

    private static SimulatorSettings.Builder builder(int orgs, long seed) {
        return SimulatorSettings.builder()
                .port(0)
                .orgs(orgs)
                .seed(seed)
                .speed(0)
                .set(Setting.JOBS_PER_INSTANCE, 2)
                .set(Setting.FAILURE_RATE, 0.3);
    }

    /** A request in each state, jobs that wait, run, have succeeded and failed, rules that have struck. */
    private void beginCampaign() throws IOException, InterruptedException {
        client.createRequest();
        client.setStatus(client.createRequest(), "Canceled");
        var keys = client.orgKeys(400);
        var running = client.createRequest();
        client.createJobs(running, keys.subList(0, 200), false);
        client.setStatus(running, "Pending");
        client.post("/simulator/faults", FAULT);
        client.advance("PT3M");
        var waiting = client.createRequest();
        client.createJobs(waiting, keys.subList(200, 250), false);
        client.createJobs(waiting, keys.subList(250, 300), false);
        client.setStatus(waiting, "Pending");
        client.patch("/simulator/orgs/" + keys.get(7), "{\"blocked\":true,\"status\":\"Trial\"}");
        client.query("SELECT Id FROM PackagePushRequest");
    }

    /** Goes on with it, and answers everything that can be seen of it then. */
    private static String goOn(SalesforceClient client) throws IOException, InterruptedException {
        var seen = new StringBuilder();
        var keys = client.orgKeys(400);
        var third = client.createRequest();
        for (int from = 300; from < 400; from += 20) {
            seen.append(client.createJobs(third, keys.subList(from, from + 20), false)
                    .body());
        }
        client.setStatus(third, "Pending");
        for (int minute = 0; minute < 40; minute++) {
            client.advance("PT1M");
            var answer = client.query("SELECT Id, Status, StartTime, SystemModstamp FROM PackagePushRequest");
            seen.append(answer.status()).append(answer.body());
        }
        return seen.append(client.get("/simulator/ledger?limit=1000").body())
                .append(client.get("/simulator/faults").body())
                .append(client.get("/simulator/versions").body())
                .append(client.get("/simulator/orgs?limit=1000").body())
                .append(client.get("/simulator/requests-log/count").body())
                .append(client.get("/services/data/v66.0/limits").body())
                .toString();
    }

    @Test
    void aSimulatorGoesOnFromTheMiddleOfACampaignAsTheOneItWasTakenOfDoes() throws IOException, InterruptedException {
        // Given
        beginCampaign();
        var snapshot = client.snapshot();
        var expected = goOn(client);
        try (var other = start(settings(3, 99))) {
            var otherClient = new SalesforceClient(other);
            otherClient.useToken(client.token());

            // When
            var restored = otherClient.restore(snapshot);

            // Then
            assertThat(restored.status()).as(restored.body()).isEqualTo(200);
            assertThat(restored.json().path("orgs").asInt()).isEqualTo(400);
            assertThat(goOn(otherClient)).isEqualTo(expected);
        }
    }

    @Test
    void theSimulatorItselfGoesBack() throws IOException, InterruptedException {
        // Given
        beginCampaign();
        var snapshot = client.snapshot();
        var ledger = client.get("/simulator/ledger?limit=1000").body();
        goOn(client);

        // When
        client.restore(snapshot);

        // Then
        assertThat(client.get("/simulator/ledger?limit=1000").body()).isEqualTo(ledger);
        assertThat(Arrays.equals(client.snapshot(), snapshot)).isTrue();
    }

    @Test
    void aSimulatorStartsWithASnapshot(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        beginCampaign();
        var file = Files.write(folder.resolve("base.snapshot"), client.snapshot());

        // When
        try (var other = start(builder(3, 99).set(Setting.SNAPSHOT, file).build())) {
            // Then
            assertThat(new SalesforceClient(other)
                            .get("/simulator/ledger?limit=1000")
                            .body())
                    .isEqualTo(client.get("/simulator/ledger?limit=1000").body());
        }
    }

    @Test
    void aSimulatorDoesNotStartWithAnythingElse(@TempDir Path folder) throws IOException {
        // Given
        var missing = builder(3, 99)
                .set(Setting.SNAPSHOT, folder.resolve("missing.snapshot"))
                .build();
        var wrong = builder(3, 99)
                .set(
                        Setting.SNAPSHOT,
                        Files.writeString(folder.resolve("text.snapshot"), "no snapshot at all, but text"))
                .build();

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.start(missing))
                .withMessageContaining("missing.snapshot cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.start(wrong))
                .withMessageContaining("text.snapshot cannot be used: this is no snapshot of a packaging simulator");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, this is no snapshot of a packaging simulator",
        "head cut short, this is no snapshot of a packaging simulator",
        "other magic word, this is no snapshot of a packaging simulator",
        "other format, 'format 3, this simulator reads format 2'",
        "state cut short, the snapshot is not whole",
        "more behind it, the snapshot is not whole",
        "one bit turned, the snapshot is damaged",
        "another state, the snapshot does not fit this simulator",
    })
    void aFileThatCannotBeUsedIsRefusedAndNothingChanges(String what, String reason)
            throws IOException, InterruptedException {
        // Given
        beginCampaign();
        var good = client.snapshot();

        // When
        var answer = client.restore(spoiled(what, good));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(reason);
        assertThat(Arrays.equals(client.snapshot(), good)).isTrue();
    }

    private static byte[] spoiled(String what, byte[] good) {
        var bad = good.clone();
        switch (what) {
            case "nothing" -> bad = new byte[0];
            case "head cut short" -> bad = Arrays.copyOf(good, 20);
            case "other magic word" -> bad[0]++;
            case "other format" -> bad[11]++;
            case "state cut short" -> bad = Arrays.copyOf(good, good.length - 1);
            case "more behind it" -> bad = Arrays.copyOf(good, good.length + 1);
            case "one bit turned" -> bad[good.length / 2] ^= 4;
            case "another state" -> bad = SnapshotFile.write(out -> out.writeLong(5));
            default -> throw new AssertionError(what);
        }
        return bad;
    }
}
