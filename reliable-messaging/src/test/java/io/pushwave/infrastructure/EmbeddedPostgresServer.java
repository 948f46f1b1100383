package io.pushwave.infrastructure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server in processes of its own; data and port stay the same over restarts. */
public final class EmbeddedPostgresServer implements PostgresServer {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private @Nullable EmbeddedPostgres server;
    private @Nullable Process guardian;

    /**
     * A server that is not started.
     *
     * @param directory for the data and the log {@code postgres.log}; what is there is kept
     * @param port on the loopback address
     */
    public EmbeddedPostgresServer(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "end-postgres-" + port));
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    @Override
    public String username() {
        return "postgres";
    }

    @Override
    public String password() {
        return "postgres";
    }

    @Override
    public void start() {
        if (server != null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            var log = ProcessBuilder.Redirect.appendTo(
                    directory.resolve("postgres.log").toFile());
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(START_TIMEOUT)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start();
            guardian = guard();
        } catch (IOException e) {
            throw new UncheckedIOException("the database server in " + directory + " could not be started", e);
        }
    }

    @Override
    public void stop() {
        var ending = server;
        if (ending == null) {
            return;
        }
        server = null;
        if (guardian != null) {
            guardian.destroyForcibly();
            guardian = null;
        }
        try {
            ending.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the database server in " + directory + " could not be stopped", e);
        }
    }

    @Override
    public void kill() {
        if (server == null) {
            return;
        }
        postmaster().ifPresent(process -> {
            // Its children notice the death of their parent and end by themselves.
            var all = Stream.concat(Stream.of(process), process.descendants()).toList();
            process.destroyForcibly();
            all.forEach(one -> one.onExit()
                    .orTimeout(KILL_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join());
        });
        stop();
    }

    @Override
    public boolean running() {
        return postmaster().map(ProcessHandle::isAlive).orElse(false);
    }

    /** The operating system's id of the server's first process. */
    public long pid() {
        return postmaster()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException("the database server in " + directory + " does not run"));
    }

    /** A shell that waits for the end of its input, which comes when this process dies in whatever way; then it ends the server. */
    private Process guard() throws IOException {
        var command = "read _; kill -INT " + pid();
        return new ProcessBuilder(List.of("/bin/sh", "-c", command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Optional<ProcessHandle> postmaster() {
        var file = data().resolve("postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }
}
