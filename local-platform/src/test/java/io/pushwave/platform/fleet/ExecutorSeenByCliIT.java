package io.pushwave.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.settings.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The real {@code sf} looks at what the executor pushed: its requests are there as any others would be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ExecutorSeenByCliIT {
    private static final Duration TIME_FOR_A_COMMAND = Duration.ofSeconds(90);
    private static final Duration TIME_TO_INSTALL = Duration.ofMinutes(10);
    private static final Path CLIENTS =
            SeveralExecutorsIT.home().resolve("packaging-simulator").resolve("clients");

    private ExecutorFleet fleet;
    private PlannerStandIn planner;
    private Map<String, Map<String, Integer>> jobsByRequest;

    @BeforeAll
    void pushACampaign() throws PlatformException, IOException, InterruptedException {
        assertThat(new ProcessBuilder(CLIENTS.resolve("install").toString())
                        .inheritIO()
                        .start()
                        .waitFor(TIME_TO_INSTALL.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        var settings = Disturbances.settings();
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_MAX_ORGS", "60");
        fleet = ExecutorFleet.started(
                SeveralExecutorsIT.home(),
                SeveralExecutorsIT.folder("seen-by-cli"),
                new ExecutorFleet.Wish(1, 150, 7, 300, List.of("--failure-rate", "0.2"), settings));
        planner = new PlannerStandIn(fleet);
        var orgs = List.copyOf(new FleetLedger(fleet).orgs().keySet());
        planner.say("seen", State.RUNNING);
        planner.command("seen", orgs);
        assertThat(ExecutorFleet.within(Duration.ofMinutes(1), () -> planner.ended("seen") == orgs.size()))
                .isTrue();
        jobsByRequest = jobsByRequest();
        assertThat(jobsByRequest).hasSizeGreaterThanOrEqualTo(2);
        var login = sf(
                "org login jwt --json --set-default --set-default-dev-hub --client-id pushwave --username"
                        + " pushwave@example.com --instance-url http://localhost:"
                        + fleet.salesforce().getPort() + " --jwt-key-file",
                fleet.folder().resolve("executor-key.pem").toString());
        assertThat(login).contains("\"status\": 0");
    }

    @AfterAll
    void end() {
        if (planner != null) {
            planner.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    void listShowsEachRequestWithItsVersionStatusAndCounts() throws IOException, InterruptedException {
        // When
        var table = sf("package push-upgrade list --package " + planner.packageId());
        var records = json(sf("package push-upgrade list --json --package " + planner.packageId()));

        // Then
        assertThat(records.findValuesAsText("Id").stream().map(ExecutorSeenByCliIT::shortened))
                .containsAll(jobsByRequest.keySet());
        for (var record : records.path("result")) {
            var jobs = jobsByRequest.getOrDefault(shortened(record.path("Id").asText()), Map.of());
            assertThat(shortened(record.path("PackageVersionId").asText())).isEqualTo(shortened(planner.versionId()));
            assertThat(record.path("Status").asText()).isEqualTo(jobs.containsKey("Failed") ? "Failed" : "Succeeded");
            assertThat(row(table, record.path("Id").asText()))
                    .endsWith(
                            Integer.toString(total(jobs)),
                            Integer.toString(jobs.getOrDefault("Failed", 0)),
                            Integer.toString(jobs.getOrDefault("Succeeded", 0)));
        }
    }

    @Test
    void reportTellsOfARequestWhatTheLedgerHas() throws IOException, InterruptedException {
        var request = jobsByRequest.keySet().iterator().next();
        var jobs = jobsByRequest.getOrDefault(request, Map.of());

        var report = sf("package push-upgrade report --push-request-id " + request);

        assertThat(cell(report, "# Orgs Scheduled")).isEqualTo(Integer.toString(total(jobs)));
        assertThat(cell(report, "# Orgs Upgrade Succeeded"))
                .isEqualTo(Integer.toString(jobs.getOrDefault("Succeeded", 0)));
        assertThat(cell(report, "# Orgs Upgrade Failed")).isEqualTo(Integer.toString(jobs.getOrDefault("Failed", 0)));
        assertThat(cell(report, "Status")).isEqualTo(jobs.containsKey("Failed") ? "Failed" : "Succeeded");
        assertThat(shortened(cell(report, "Package Version Id"))).isEqualTo(shortened(planner.versionId()));
        assertThat(cell(report, "Scheduled Start Time")).isNotBlank();
    }

    private Map<String, Map<String, Integer>> jobsByRequest() {
        var jobs = new HashMap<String, Map<String, Integer>>();
        new FleetLedger(fleet)
                .orgs()
                .values()
                .forEach(org -> org.path("jobs")
                        .forEach(job -> jobs.computeIfAbsent(
                                        shortened(job.path("requestId").asText()), _ -> new HashMap<>())
                                .merge(job.path("status").asText(), 1, Integer::sum)));
        return jobs;
    }

    private static int total(Map<String, Integer> jobs) {
        return jobs.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Runs a command to its end and returns what it printed. */
    private String sf(String command, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        words.add(CLIENTS.resolve("node_modules/.bin/sf").toString());
        words.addAll(List.of(command.split(" ", -1)));
        words.addAll(List.of(arguments));
        var output = fleet.folder().resolve("sf.out");
        var builder = new ProcessBuilder(words)
                .directory(fleet.folder().toFile())
                .redirectOutput(output.toFile())
                .redirectError(fleet.folder().resolve("sf.err").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", CLIENTS.resolve("node_modules/.bin") + ":/usr/bin:/bin",
                        "HOME", fleet.folder().toString(),
                        "LC_ALL", "C.UTF-8",
                        "TZ", "UTC",
                        "SF_DISABLE_TELEMETRY", "true",
                        "SF_DISABLE_AUTOUPDATE", "true",
                        "SF_SKIP_NEW_VERSION_CHECK", "true"));
        var process = builder.start();
        boolean ended = process.waitFor(TIME_FOR_A_COMMAND.toSeconds(), TimeUnit.SECONDS);
        var text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s%s", words, text, Files.readString(fleet.folder().resolve("sf.err"), StandardCharsets.UTF_8))
                .isTrue();
        return text;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** The value beside a name in a table of two columns. */
    private static String cell(String table, String name) {
        return table.lines()
                .map(line -> line.split("│", -1))
                .filter(cells -> cells.length == 4 && cells[1].strip().equals(name))
                .map(cells -> cells[2].strip())
                .findFirst()
                .orElse("no " + name + " in " + table);
    }

    /** The cells of the line that begins with an id. */
    private static List<String> row(String table, String id) {
        return table.lines()
                .filter(line -> line.contains(id))
                .map(line -> List.of(line.split("│", -1)))
                .map(cells -> cells.subList(1, cells.size() - 1).stream()
                        .map(String::strip)
                        .toList())
                .findFirst()
                .orElse(List.of("no " + id + " in " + table));
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(15, id.length()));
    }
}
