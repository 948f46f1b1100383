package io.pushwave.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program that this process starts, can start again, and ends. What it says goes into its log file. */
public final class ChildProcess implements Server {
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final LogFile log;
    private final Watchdog watchdog;
    private @Nullable Process process;

    /**
     * A child that is not started yet.
     *
     * @param environment variables beside those of this process
     * @param directory its working directory
     */
    public ChildProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            LogFile log,
            Watchdog watchdog) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.log = log;
        this.watchdog = watchdog;
    }

    /** Starts it; the log of an earlier start is kept and written on. */
    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " runs already, as process " + process.pid());
        }
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(directory);
            var started = builder.start();
            guard(started);
            var _ = started.onExit().thenAccept(ended -> watchdog.release(ended.pid()));
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " (" + command.getFirst() + ")", e);
        }
    }

    /** Nothing may run that is not guarded: while everything ends, the watchdog may be gone already. */
    private void guard(Process started) {
        try {
            watchdog.guard(started.pid());
        } catch (UncheckedIOException e) {
            started.destroyForcibly();
            throw e;
        }
    }

    public String name() {
        return name;
    }

    public LogFile log() {
        return log;
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public synchronized String cause() {
        return process == null || process.isAlive() ? "" : "exit code " + process.exitValue();
    }

    @Override
    public synchronized ProcessIdentity identity() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return ProcessIdentity.of(process.toHandle());
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process, Duration.ofSeconds(10));
        }
    }

    @Override
    public synchronized void stop(Duration patience) {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!await(process, patience)) {
                kill();
            }
        }
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
