package io.pushwave.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Ends the child processes of this one if it dies without doing so itself, even by SIGKILL.
 *
 * <p>A small shell reads which processes it has to end from its standard input. The kernel closes that when this process is
 * gone, however it went; then the shell ends what is left on its list, first politely.
 */
public final class Watchdog implements AutoCloseable {
    /** Signals that a terminal sends to the whole group must not end the shell before its time. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            left=' '
            while read -r word pid; do
              case $word in
                guard) left="$left$pid " ;;
                release) left="${left%% $pid *} ${left#* $pid }" ;;
              esac
            done
            running() {
              for pid in $left; do kill -0 "$pid" 2>/dev/null && return 0; done
              return 1
            }
            for pid in $left; do kill -TERM "$pid" 2>/dev/null; done
            waited=0
            while running && [ $waited -lt "$1" ]; do sleep 0.1; waited=$((waited + 1)); done
            for pid in $left; do kill -KILL "$pid" 2>/dev/null; done
            exit 0
            """;

    private final Process shell;
    private final Writer commands;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.commands = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Starts a watchdog; what does not end when it is asked has so much time until it is killed. */
    public static Watchdog start(Duration patience) {
        var tenths = Long.toString(patience.toMillis() / 100);
        try {
            return new Watchdog(new ProcessBuilder("/bin/sh", "-c", SCRIPT, "watchdog", tenths)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the watchdog that ends what this process leaves behind", e);
        }
    }

    /** The process shall not outlive this one. */
    public void guard(long pid) {
        tell("guard " + pid);
    }

    /** The process has ended: its id may soon be somebody else's. */
    public void release(long pid) {
        tell("release " + pid);
    }

    private synchronized void tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog (process " + shell.pid() + ") is gone", e);
        }
    }

    /** Ends the watchdog and, with it, whatever it still guards. */
    @Override
    public synchronized void close() {
        try {
            commands.close();
            shell.waitFor();
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
