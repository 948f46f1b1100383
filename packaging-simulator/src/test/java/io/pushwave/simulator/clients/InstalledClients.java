package io.pushwave.simulator.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The real clients and the Node they run on, in the versions that the lock file pins; installed at the first use. */
final class InstalledClients {
    /** Several hundred packages from a slow registry. */
    private static final Duration TIME_TO_INSTALL = Duration.ofMinutes(10);

    private static final Path FOLDER = Path.of("clients").toAbsolutePath();

    /** Of this JVM, by whichever class comes first. Where nothing can be installed, every test fails with the reason. */
    private static final class Installed {
        private static final ClientProcess.Outcome OUTCOME = install();
    }

    private InstalledClients() {}

    private static ClientProcess.Outcome install() {
        try {
            return new ClientProcess(FOLDER, System.getenv())
                    .run(
                            TIME_TO_INSTALL,
                            List.of("bash", FOLDER.resolve("install").toString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The folder with what can be run: {@code node} and {@code sf}. */
    static Path commands() {
        if (Installed.OUTCOME.exitCode() != 0) {
            throw new AssertionError(Installed.OUTCOME.errors());
        }
        return FOLDER.resolve("node_modules").resolve(".bin");
    }

    /** A script of ours that uses one of the clients. */
    static Path script(String name) {
        return FOLDER.resolve(name);
    }

    /** An environment of its own: nothing of the user's, nothing but the pinned Node before the system's commands. */
    static Map<String, String> environment(Path home) {
        return Map.of("PATH", commands() + ":/usr/bin:/bin", "HOME", home.toString(), "LC_ALL", "C.UTF-8", "TZ", "UTC");
    }
}
