package io.pushwave.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.faults.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultsFileTest {
    @TempDir
    private Path folder;

    @Test
    void theRulesOfAFileAreSetFromTheStart() throws IOException {
        // Given
        var file = Files.writeString(
                folder.resolve("faults.json"),
                "[{\"endpoint\": \"*\", \"always\": true, \"effect\": \"status\", \"status\": 503}]");

        // When
        var settings = CommandLine.parse(
                new String[] {"--faults-file", file.toString(), "--port", "0", "--orgs", "3"}, Map.of());

        // Then
        assertThat(settings.faults())
                .hasSize(1)
                .first()
                .satisfies(rule -> assertThat(rule.effect()).isEqualTo(new Effect.Status(503)));
    }

    @Test
    void theProcessEndsWithTheFilesLineAndWhatIsWrongThere() throws IOException, InterruptedException {
        // Given
        var file = Files.writeString(folder.resolve("faults.json"), """
                        [
                          {"endpoint": "*/query", "probability": 0.1, "effect": "queryTimeout"},
                          {"endpoint": "*",
                           "probability": 7,
                           "effect": "truncated"}
                        ]
                        """);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--faults-file",
                        file.toString())
                .start();

        // When
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);

        // Then
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("simulator: faults-file " + file + ", line 4: rule 2: probability is 7, 0 to 1 is expected"
                        + System.lineSeparator());
    }
}
