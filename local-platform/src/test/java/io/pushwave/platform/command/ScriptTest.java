package io.pushwave.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .contains(
                        "demo",
                        "up",
                        "ps",
                        "down",
                        "simulator",
                        "restart",
                        "redrive",
                        "explain",
                        "bench",
                        "soak",
                        "test");
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

    @ParameterizedTest
    @CsvSource({
        "--requests many, --requests needs a whole number",
        "--texts 0, --texts needs a whole number",
        "--messages, --messages needs a whole number",
        "--seed x, --seed needs a whole number",
        "--speed 3, unknown option '--speed'",
    })
    void aSoakOfTheDoorsWithAnOptionThatMakesNoSenseIsRefused(String options, String complaint)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("soak", "doors"));
        arguments.addAll(List.of(options.split(" ")));

        var answer =
                run(SCRIPT, Map.of("JAVA_HOME", System.getProperty("java.home")), arguments.toArray(String[]::new));

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).contains(complaint);
    }

    @Test
    void theSoakOfTheDoorsTellsItsOptions() throws IOException, InterruptedException {
        var answer = run(SCRIPT, Map.of("JAVA_HOME", System.getProperty("java.home")), "soak", "doors", "--help");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).contains("--requests N", "--texts N", "--messages N", "--seed S");
    }

    @Test
    void theSoakOfTheDoorsHandsItsOptionsOnAndNamesWhatFailed() throws IOException, InterruptedException {
        // Given: a Maven that writes down what it was asked for, and whose tests fail
        var script = Files.copy(SCRIPT, elsewhere.resolve("pushwave"));
        var reports = Files.createDirectories(elsewhere.resolve("planner-service/target/failsafe-reports"));
        maven("""
                echo "$*" > asked
                sleep 0.05
                echo '-Dpushwave.doors.seed=42 sent 9 requests' > REPORTS/io.PlannerDoorsIT-output.txt
                echo '[ERROR] io.PlannerDoorsIT.nothingIsA500 -- Time elapsed: 1 s <<< FAILURE!' > REPORTS/io.PlannerDoorsIT.txt
                """.replace("REPORTS", reports.toString()));

        // When
        var answer = run(
                script,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", elsewhere + ":" + System.getenv("PATH")),
                "soak",
                "doors",
                "--requests",
                "9",
                "--texts",
                "8",
                "--messages",
                "7",
                "--seed",
                "42");

        // Then
        assertThat(Files.readString(elsewhere.resolve("asked")))
                .contains(
                        "-Dpushwave.doors.requests=9",
                        "-Dpushwave.doors.texts=8",
                        "-Dpushwave.doors.messages=7",
                        "-Dpushwave.doors.seed=42",
                        "-Dpushwave.seed=42",
                        "*DoorsTest",
                        "*DoorsIT",
                        "*TextsIT",
                        "ProblemsIT");
        assertThat(answer.output())
                .contains("-Dpushwave.doors.seed=42 sent 9 requests", "io.PlannerDoorsIT.nothingIsA500", "--seed 42");
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    @Test
    void aSoakOfTheDoorsInWhichNoTestRanIsNoSuccess() throws IOException, InterruptedException {
        var script = Files.copy(SCRIPT, elsewhere.resolve("pushwave"));
        maven("true");

        var answer = run(
                script,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", elsewhere + ":" + System.getenv("PATH")),
                "soak",
                "doors");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors()).contains("no test ran");
    }

    private void maven(String commands) throws IOException {
        var maven = Files.writeString(
                elsewhere.resolve("mvn"),
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo 'Apache Maven 3.9.9'; exit 0; }\n" + commands);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
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
