package io.pushwave.infrastructure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server in processes of its own; data and port stay the same over restarts. */
public final class EmbeddedPostgresServer implements PostgresServer {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);

    /**
     * A shell that waits for the end of its input, which comes when this process dies in whatever way; then it ends the server, also
     * one that is only about to begin: for ten seconds it looks again. Ctrl-C reaches it too and must not end it before its time.
     */
    private static final String GUARDIAN = """
            trap '' INT TERM HUP QUIT
            read -r _
            is_server() {
              [ ! -d /proc/self ] || case $(readlink "/proc/$1/exe") in */postgres) ;; *) return 1 ;; esac
            }
            looks=0
            found=
            while [ $looks -lt 100 ]; do
              pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
              if [ -n "$pid" ] && is_server "$pid" && kill -INT "$pid" 2>/dev/null; then
                found=yes
              elif [ -n "$found" ]; then
                break
              fi
              sleep 0.1
              looks=$((looks + 1))
            done
            [ -z "$2" ] || { rm -f "$2"/.s.PGSQL.*; rmdir "$2"; }
            """;

    private final Path directory;
    private final int port;
    private volatile boolean begun;
    private volatile @Nullable EmbeddedPostgres server;
    private volatile @Nullable Process guardian;
    private volatile @Nullable SocketDirectory socket;

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
            begun = true;
            var sockets = SocketDirectory.near(directory, port);
            socket = sockets;
            guardian = guard(sockets);
            var log = ProcessBuilder.Redirect.appendTo(
                    directory.resolve("postgres.log").toFile());
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setServerConfig("unix_socket_directories", sockets.path().toString())
                    .setServerConfig("unix_socket_permissions", "0700")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("max_wal_size", "2GB")
                    // Only loaded: it costs next to nothing, and tells which statements cost most once somebody asks.
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(START_TIMEOUT)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start();
        } catch (IOException | IllegalStateException e) {
            postmaster().ifPresent(ProcessHandle::destroyForcibly);
            release();
            throw new IllegalStateException("the database server in " + directory + " could not be started", e);
        }
    }

    @Override
    public void stop() {
        var ending = server;
        if (ending == null) {
            return;
        }
        server = null;
        if (running()) {
            // One that is frozen would never end.
            thaw();
        }
        try {
            ending.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the database server in " + directory + " could not be stopped", e);
        } finally {
            release();
        }
    }

    /** Ends who watches over the server, and gives back the socket's folder. */
    private void release() {
        var watching = guardian;
        guardian = null;
        if (watching != null) {
            watching.destroyForcibly();
        }
        var folder = socket;
        socket = null;
        if (folder != null) {
            folder.remove();
        }
    }

    @Override
    public void kill() {
        if (!begun) {
            return;
        }
        postmaster().filter(ProcessHandle::isAlive).ifPresent(process -> {
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
    public void freeze() {
        signal("STOP");
    }

    @Override
    public void thaw() {
        signal("CONT");
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

    private Process guard(SocketDirectory sockets) throws IOException {
        var temporary = sockets.temporary() ? sockets.path().toString() : "";
        return new ProcessBuilder(List.of("/bin/sh", "-c", GUARDIAN, "database-guardian", data().toString(), temporary))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Sent to all of the server's processes; a frozen one has no new children. */
    private void signal(String name) {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        var first = ProcessHandle.of(pid()).orElseThrow();
        Stream.concat(Stream.of(first), first.descendants())
                .forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The server's first process. The id that a server has left behind when it was killed may be somebody else's by now. */
    private Optional<ProcessHandle> postmaster() {
        var file = data().resolve("postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> process.info()
                            .command()
                            .map(command -> command.endsWith("postgres"))
                            .orElse(true));
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }
}
