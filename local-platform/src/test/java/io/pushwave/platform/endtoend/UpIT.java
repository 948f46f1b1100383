package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code up} and the commands about what it keeps running, as processes, in a folder of their own. */
@Timeout(240)
class UpIT {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(90);
    private static final Path HOME = Platforms.folder("up");
    private static final Path STATE = HOME.resolve(".pushwave/platform.json");

    @BeforeEach
    void linkToWhatWasBuilt() throws IOException {
        Files.createDirectories(HOME);
        for (var module : List.of("planner-service", "executor-service", "status-service", "packaging-simulator")) {
            var link = HOME.resolve(module);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Platforms.home().resolve(module));
            }
        }
    }

    @AfterEach
    void down() throws IOException, InterruptedException {
        run("down");
    }

    @Test
    void ctrlCDuringTheStartEndsItAndEverythingItStarted() throws IOException, InterruptedException {
        // Given
        var up = launcher("up", "--free-ports", "--orgs", "50");
        // What is written down is newer than the emptying of the folder, and the database's log newer than that.
        await().atMost(SEEN_WITHIN)
                .until(() ->
                        Files.exists(STATE) && Files.exists(HOME.resolve(".pushwave/run/postgresql/postgres.log")));
        var during = run("ps");

        // When
        var interrupt = interrupt(up);
        new ProcessBuilder("kill", "-" + interrupt, Long.toString(up.pid()))
                .start()
                .waitFor();
        var said = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(up.waitFor()).as(said).isEqualTo(128 + interrupt);
        assertThat(said).contains("Everything is stopped.");
        assertThat(during.output()).contains("The platform has been starting for");
        assertThat(during.exitCode()).isZero();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(UpIT::assertNothingRuns);
        assertThat(STATE).doesNotExist();
    }

    @Test
    void whatEndsByItselfOrIsToBeRestartedIsStartedAgain() throws IOException, InterruptedException {
        // Given
        var up = run("up", "--free-ports", "--orgs", "50");
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output())
                .contains(
                        "KAFKA_BOOTSTRAP_SERVERS (from the environment) does not count for executor, planner, status");

        // When
        new ProcessBuilder(
                        "kill",
                        "-KILL",
                        Long.toString(part("executor").path("pid").asLong()))
                .start()
                .waitFor();

        // Then
        await().atMost(SEEN_WITHIN).untilAsserted(() -> {
            assertThat(part("executor").path("restarts").asInt()).isEqualTo(1);
            assertThat(part("executor").path("health").asText()).isEqualTo("ready");
        });
        assertThat(run("ps").output()).containsPattern("executor .* ready; restarted once, \\d+ s ago: exit code 137");

        // And: a restart that somebody asks for, of a part that does not even listen
        var before = part("status").path("pid").asLong();
        new ProcessBuilder("kill", "-STOP", Long.toString(before)).start().waitFor();
        var restart = run("restart", "status");
        assertThat(restart.exitCode()).as(restart.errors()).isZero();
        assertThat(part("status").path("pid").asLong()).isNotEqualTo(before);
        assertThat(part("status").path("restarts").asInt()).isZero();

        // And: what cannot be asked for
        var unknown = run("restart", "stauts");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.errors())
                .contains("no part 'stauts'", "kafka, postgresql, simulator, planner, executor, status");
        assertThat(run("explain", "00D000000zzzzzz").exitCode()).isEqualTo(1);
        var lowerCase = run("explain", "00d000000000001");
        assertThat(lowerCase.exitCode()).isEqualTo(2);
        assertThat(lowerCase.errors()).contains("ids are case-sensitive");

        // And: the socket lies in the run's folder, and nothing stays but logs
        try (var files = Files.list(HOME.resolve(".pushwave/run/postgresql"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("unless the path is too long for a socket")
                    .anyMatch(name ->
                            name.startsWith(".s.PGSQL.") || HOME.toString().length() > 64);
        }
        assertThat(run("down").exitCode()).isZero();
        assertNothingRuns();
        assertThat(HOME.resolve(".pushwave/run/kafka/data")).doesNotExist();
        assertThat(HOME.resolve(".pushwave/run/executor.log")).exists();
    }

    /** What Ctrl-C sends (2); to a process that was told to ignore it, as those of a background job are, what a kill sends (15). */
    private static int interrupt(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            boolean ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
            return ignored ? 15 : 2;
        }
    }

    private record Answer(int exitCode, String output, String errors) {}

    private static Answer run(String... arguments) throws IOException, InterruptedException {
        var process = launcher(arguments);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output, errors);
    }

    private static JsonNode part(String name) throws IOException, InterruptedException {
        var rows = new ObjectMapper().readTree(run("ps", "--json").output());
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Process launcher(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dpushwave.home=" + HOME,
                "-cp",
                Path.of("target", "platform", "lib").toAbsolutePath() + "/*",
                "io.pushwave.platform.PushwaveMain"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "broker.example.com:9092");
        return builder.start();
    }

    private static void assertNothingRuns() {
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(HOME + "/") || line.contains("-Dpushwave.home=" + HOME))
                                .isPresent()))
                .isEmpty();
    }
}
