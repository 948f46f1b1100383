package io.pushwave.platform.bench.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.platform.api.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real {@code sf}, in the version that the simulator's tests pin, with a home of its own. */
final class SalesforceCli {
    private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(10);
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(15);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path clients;
    private final Path folder;

    /**
     * A CLI that is not installed yet.
     *
     * @param home the project's top folder
     * @param folder where the CLI writes
     */
    SalesforceCli(Path home, Path folder) {
        this.clients = home.resolve("packaging-simulator/clients");
        this.folder = folder;
    }

    /**
     * What a command said.
     *
     * @param json an empty object if it was none
     */
    record Outcome(int exitCode, JsonNode json, String output) {}

    /** Installs it unless it is there. */
    void install() throws ApiException {
        var outcome = run(List.of("bash", clients.resolve("install").toString()), System.getenv(), INSTALLED_WITHIN);
        if (outcome.exitCode() != 0) {
            throw new ApiException("the sf CLI could not be installed: " + outcome.output());
        }
    }

    /** Logs in by JWT, as the executor does. */
    void login(String address, Path privateKey) throws ApiException {
        var outcome = sf("org login jwt --set-default --set-default-dev-hub --client-id pushwave --username"
                + " pushwave@example.com --instance-url " + address + " --jwt-key-file " + privateKey);
        if (outcome.exitCode() != 0) {
            throw new ApiException("the sf CLI could not log in: " + outcome.output());
        }
    }

    /** Runs a command of words without spaces. */
    Outcome sf(String words) throws ApiException {
        var bin = clients.resolve("node_modules").resolve(".bin");
        var command = new ArrayList<String>();
        command.add(bin.resolve("sf").toString());
        command.addAll(List.of(words.split(" ", -1)));
        command.add("--json");
        var environment = Map.of(
                "PATH", bin + ":/usr/bin:/bin",
                "HOME", folder.toString(),
                "LC_ALL", "C.UTF-8",
                "TZ", "UTC",
                "SF_DISABLE_TELEMETRY", "true",
                "SF_DISABLE_AUTOUPDATE", "true",
                "SF_SKIP_NEW_VERSION_CHECK", "true");
        return run(command, environment, ENDED_WITHIN);
    }

    private Outcome run(List<String> command, Map<String, String> environment, Duration within) throws ApiException {
        try {
            Files.createDirectories(folder);
            var output = folder.resolve("sf.out");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(folder.resolve("sf.err").toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new ApiException(command + " did not end within " + within);
            }
            var text = Files.readString(output);
            var json = text.startsWith("{") ? MAPPER.readTree(text) : MAPPER.createObjectNode();
            return new Outcome(process.exitValue(), json, text + Files.readString(folder.resolve("sf.err")));
        } catch (IOException e) {
            throw new ApiException(command.getFirst() + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted while running " + command.getFirst(), e);
        }
    }
}
