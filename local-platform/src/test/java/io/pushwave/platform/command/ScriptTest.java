package io.pushwave.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script at the top, as far as it gets without starting anything. */
@Timeout(30)
class ScriptTest {
    private static final Path SCRIPT =
            Path.of("..", "pushwave").toAbsolutePath().normalize();

    @TempDir
    Path elsewhere;

    @Test
    void anUnknownCommandIsRefusedInASentence() throws IOException, InterruptedException {
        var answer = run(SCRIPT, Map.of(), "launch");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors())
                .isEqualTo("pushwave: unknown command 'launch'; './pushwave help' lists the commands\n");
    }

    @Test
    void helpListsTheCommandsFromAnyFolder() throws IOException, InterruptedException {
        var answer = run(SCRIPT, Map.of(), "help");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output())
                .contains("demo", "up", "ps", "down", "simulator", "redrive", "explain", "bench", "soak", "test");
    }

    @Test
    void anUnknownBenchmarkIsRefused() throws IOException, InterruptedException {
        var answer = run(SCRIPT, Map.of("JAVA_HOME", System.getProperty("java.home")), "bench", "everything");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).contains("unknown benchmark 'everything'");
    }

    @Test
    void anUnknownSoakIsRefused() throws IOException, InterruptedException {
        var answer = run(SCRIPT, Map.of("JAVA_HOME", System.getProperty("java.home")), "soak", "everything");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).contains("unknown soak 'everything'");
    }

    @Test
    void aSoakWithAnOptionThatMakesNoSenseIsRefused() throws IOException, InterruptedException {
        var answer = run(
                SCRIPT, Map.of("JAVA_HOME", System.getProperty("java.home")), "soak", "executor", "--seeds", "many");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).contains("--seeds needs a whole number");
    }

    @Test
    void withoutAJdk25ItSaysSo() throws IOException, InterruptedException {
        // Given: the script with no folder left in which it could find one
        var script = elsewhere.resolve("pushwave");
        var blind = Files.readString(SCRIPT).replaceAll("/(usr/lib/jvm|usr/java|opt|Library|opt/homebrew)/", "/none/");
        Files.writeString(script, blind);

        // When
        var answer = run(script, Map.of("JAVA_HOME", "/nowhere", "PATH", "/usr/bin:/bin"), "ps");

        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).startsWith("pushwave: no JDK 25 was found");
    }

    private record Answer(int exitCode, String output, String errors) {}

    private Answer run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", elsewhere.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output, errors);
    }
}
