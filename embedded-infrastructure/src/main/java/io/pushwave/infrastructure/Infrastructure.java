package io.pushwave.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.testcontainers.DockerClientFactory;

/**
 * A broker and a database server of one kind. Which kind, says {@code -Dpushwave.infrastructure=containers|embedded}; without
 * it, containers where an engine answers.
 */
public sealed interface Infrastructure extends AutoCloseable {
    /** The system property that decides. */
    String CHOICE = "pushwave.infrastructure";

    KafkaBroker kafka();

    PostgresServer postgres();

    /** Starts both, at the same time. */
    default void start() {
        var database = CompletableFuture.runAsync(postgres()::start);
        kafka().start();
        database.join();
    }

    @Override
    default void close() {
        kafka().close();
        postgres().close();
    }

    /** Child processes of this one. */
    record Embedded(KafkaBroker kafka, PostgresServer postgres) implements Infrastructure {
        /** Servers that keep their data below a directory, on ports of the caller's choice. Not started. */
        public static Embedded in(Path directory, int kafkaPort, int kafkaControllerPort, int postgresPort) {
            return new Embedded(
                    new EmbeddedKafkaBroker(directory.resolve("kafka"), kafkaPort, kafkaControllerPort),
                    new EmbeddedPostgresServer(directory.resolve("postgres"), postgresPort));
        }
    }

    /** Containers of the engine that answers. */
    record Containers(KafkaBroker kafka, PostgresServer postgres) implements Infrastructure {
        static Containers create() {
            return new Containers(
                    new ContainerKafkaBroker(FreePort.pick()), new ContainerPostgresServer(FreePort.pick()));
        }
    }

    /** Servers with data of their own, for one test run. Not started. */
    static Infrastructure create() {
        return switch (System.getProperty(CHOICE, "auto").toLowerCase(Locale.ROOT)) {
            case "containers" -> Containers.create();
            case "embedded" -> temporary();
            case "auto" -> engineAnswers() ? Containers.create() : temporary();
            case String other ->
                throw new IllegalArgumentException(
                        "-D" + CHOICE + "=" + other + " is not known: containers or embedded");
        };
    }

    /** The servers that plain tests of this process share; started at the first call, ended with the process. */
    static Infrastructure shared() {
        return Shared.INSTANCE;
    }

    private static Embedded temporary() {
        try {
            var parent = Files.createDirectories(Path.of("target", "infrastructure"));
            removeOlderThan(parent, Instant.now().minus(Duration.ofHours(1)));
            var directory = Files.createTempDirectory(parent, "run-");
            return Embedded.in(directory, FreePort.pick(), FreePort.pick(), FreePort.pick());
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the servers", e);
        }
    }

    /** What a run leaves is kept for a look at its logs, but not for ever: it has hundreds of megabytes. */
    private static void removeOlderThan(Path parent, Instant moment) throws IOException {
        try (var runs = Files.list(parent)) {
            for (var run : runs.toList()) {
                if (Files.getLastModifiedTime(run).toInstant().isBefore(moment)) {
                    try (var files = Files.walk(run)) {
                        files.sorted(Comparator.reverseOrder())
                                .map(Path::toFile)
                                .forEach(File::delete);
                    }
                }
            }
        }
    }

    private static boolean engineAnswers() {
        // Asking Testcontainers is slow and loud where there is nothing to find.
        var reachable = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return reachable && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Holds the shared servers, so that they start when they are first asked for. */
    final class Shared {
        private static final Infrastructure INSTANCE = started();

        private Shared() {}

        private static Infrastructure started() {
            var infrastructure = create();
            infrastructure.start();
            return infrastructure;
        }
    }
}
