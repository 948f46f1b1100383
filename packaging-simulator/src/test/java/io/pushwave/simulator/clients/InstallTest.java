package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clients/install}, with an npm that only says that it was called, or with none. */
final class InstallTest {
    private static final Path CLIENTS = Path.of("clients");
    private static final List<String> COMMANDS =
            List.of("bash", "cat", "chmod", "cut", "dirname", "flock", "mkdir", "readlink", "rm", "sha256sum", "uname");

    @TempDir
    Path folder;

    private Path commands;

    @BeforeEach
    void copy() throws IOException {
        commands = Files.createDirectory(folder.resolve("commands"));
        for (var command : COMMANDS) {
            var found = Files.exists(Path.of("/usr/bin", command))
                    ? Path.of("/usr/bin", command)
                    : Path.of("/bin", command);
            Files.createSymbolicLink(commands.resolve(command), found);
        }
        Files.copy(CLIENTS.resolve("install"), folder.resolve("install"));
        Files.copy(CLIENTS.resolve("package-lock.json"), folder.resolve("package-lock.json"));
    }

    private void npm(String script) throws IOException {
        var npm = Files.writeString(commands.resolve("npm"), "#!" + commands.resolve("bash") + "\n" + script);
        assertThat(npm.toFile().setExecutable(true)).isTrue();
    }

    private ClientProcess.Outcome install() throws IOException, InterruptedException {
        return new ClientProcess(folder, Map.of("PATH", commands.toString()))
                .run(
                        Duration.ofSeconds(30),
                        List.of("bash", folder.resolve("install").toString()));
    }

    @Test
    void withoutNpmItSaysSo() throws IOException, InterruptedException {
        // When
        var outcome = install();

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).contains("need npm on the PATH");
    }

    @Test
    void aSecondTimeItCallsNpmForAChangedLockOnly() throws IOException, InterruptedException {
        // Given
        npm(
                "echo \"$@\" >>calls; mkdir -p node_modules/.bin; echo >node_modules/.bin/node; chmod +x node_modules/.bin/node");

        // When
        var first = install();
        var second = install();
        Files.writeString(folder.resolve("package-lock.json"), "{}");
        var third = install();

        // Then
        assertThat(List.of(first, second, third))
                .extracting(ClientProcess.Outcome::exitCode)
                .containsOnly(0);
        assertThat(second.errors()).isEmpty();
        assertThat(folder.resolve("calls"))
                .content()
                .startsWith("ci --ignore-scripts")
                .hasLineCount(2);
    }

    @Test
    void afterAFailureItTriesAgain() throws IOException, InterruptedException {
        // Given
        npm("echo call >>calls; exit 7");

        // When
        var first = install();
        var second = install();

        // Then
        assertThat(List.of(first, second))
                .extracting(ClientProcess.Outcome::exitCode)
                .containsOnly(1);
        assertThat(second.errors()).contains("could not be installed");
        assertThat(folder.resolve("calls")).content().hasLineCount(2);
    }
}
