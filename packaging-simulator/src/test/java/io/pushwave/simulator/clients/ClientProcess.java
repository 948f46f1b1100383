package io.pushwave.simulator.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands in a folder, each in bounded time, and reads all they say. */
final class ClientProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> environment;

    ClientProcess(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** What a command said, and how it ended. */
    record Outcome(List<String> command, int exitCode, String output, String errors) {
        /** The output as JSON. */
        JsonNode json() {
            try {
                return JSON.readTree(output);
            } catch (IOException malformed) {
                throw new AssertionError("no JSON from " + this, malformed);
            }
        }
    }

    /** @throws AssertionError if the command does not end in time; it is ended then */
    Outcome run(Duration within, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("client", ".out");
        var errors = Files.createTempFile("client", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                throw new AssertionError(
                        command + " did not end within " + within + ": " + read(output) + read(errors));
            }
            return new Outcome(command, process.exitValue(), read(output), read(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
