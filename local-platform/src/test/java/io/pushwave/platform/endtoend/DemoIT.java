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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demonstration as a person starts it: as a process of its own. */
@Timeout(180)
class DemoIT {
    @Test
    void theLastLineIsTheReportAsJson() throws IOException, InterruptedException {
        // Given
        var folder = Platforms.folder("demo");

        // When
        var demo = launcher(folder, "demo", "--orgs", "200", "--seed", "5", "--json");
        var lines = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int exitCode = demo.waitFor();

        // Then
        assertThat(exitCode).as(() -> String.join("\n", lines)).isZero();
        var report = new ObjectMapper().readTree(lines.getLast());
        assertThat(report.path("campaignId").asText()).isNotBlank();
        assertThat(report.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(report.path("viewMatchesLedger").asBoolean()).isTrue();
        assertThat(report.path("duplicatePushes").asLong(-1)).isZero();
        var orgs = report.path("orgs");
        assertThat(orgs.path("planned").asLong() + orgs.path("excluded").asLong())
                .isEqualTo(200);
        assertThat(orgs.path("succeeded").asLong()
                        + orgs.path("reached").asLong()
                        + orgs.path("failed").asLong()
                        + orgs.path("leftOut").asLong()
                        + orgs.path("skipped").asLong())
                .isEqualTo(orgs.path("planned").asLong());
        assertThat(report.path("waves"))
                .hasSize(3)
                .allSatisfy(wave -> assertThat(wave.path("gate").asText()).isEqualTo("PASSED"));
        assertThat(report.path("waves"))
                .extracting(wave -> wave.path("kind").asText())
                .containsExactly("SHARE", "SHARE", "REST");
        assertThat(report.path("waves"))
                .extracting(wave -> wave.path("name").asText())
                .doesNotContain("");
        assertThat(sum(report.path("waves"), "planned"))
                .isEqualTo(orgs.path("planned").asLong());
        assertThat(report.path("pushJobs").asLong())
                .isGreaterThanOrEqualTo(orgs.path("succeeded").asLong());
        assertThat(report.path("apiCalls").asLong()).isPositive();
        assertThat(report.path("durationSeconds").asDouble()).isPositive();
        assertThat(report.path("orgsPerSecond").asDouble()).isPositive();
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
        assertNothingRunsIn(folder);
        assertThat(folder.resolve("kafka/kafka.log")).exists();
        assertThat(folder.resolve("kafka/data")).doesNotExist();
        assertThat(folder.resolve("postgresql/data")).doesNotExist();
    }

    @Test
    void nothingOutlivesALauncherThatIsKilled() throws IOException {
        // Given
        var folder = Platforms.folder("demo-killed");
        var demo = launcher(folder, "demo", "--orgs", "2000", "--speed", "1");
        var output = demo.inputReader(StandardCharsets.UTF_8);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Optional.ofNullable(output.readLine())
                        .orElse("Ready after (never: the output has ended)")
                        .startsWith("Ready after"));
        var children = demo.descendants().toList();
        var database = database(folder);
        assertThat(children).hasSizeGreaterThanOrEqualTo(5);
        assertThat(database)
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());

        // When
        demo.destroyForcibly();

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(database)
                    .hasValueSatisfying(process -> assertThat(process.isAlive()).isFalse());
        });
    }

    @Test
    void anUnknownOptionIsRefusedInASentence() throws IOException, InterruptedException {
        var demo = launcher(Platforms.folder("demo-refused"), "demo", "--orgz", "200");

        int exitCode = demo.waitFor();

        assertThat(exitCode).isEqualTo(2);
        assertThat(demo.errorReader().readLine()).contains("--orgz");
    }

    private static Process launcher(Path folder, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dpushwave.home=" + Platforms.home(),
                "-cp",
                Path.of("target", "platform", "lib").toAbsolutePath() + "/*",
                "io.pushwave.platform.PushwaveMain"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("PUSHWAVE_RUN_DIRECTORY", folder.toString());
        return builder.start();
    }

    private static long sum(JsonNode rows, String field) {
        long sum = 0;
        for (var row : rows) {
            sum += row.path(field).asLong();
        }
        return sum;
    }

    private static void assertNothingRunsIn(Path folder) {
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(folder.toString() + "/"))
                                .isPresent()))
                .isEmpty();
    }

    /** The database server detaches from its parent; it writes its process id beside its data. */
    private static Optional<ProcessHandle> database(Path folder) throws IOException {
        try (var lines = Files.lines(folder.resolve("postgresql/data/postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        }
    }
}
