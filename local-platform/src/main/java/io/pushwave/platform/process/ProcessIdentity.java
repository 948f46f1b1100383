package io.pushwave.platform.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that cannot be mistaken for another: process ids are used again, a process id with its start time is not.
 *
 * @param startedAt to the precision that the operating system tells
 */
public record ProcessIdentity(long pid, Instant startedAt) {

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process that has the id at this moment; if there is none, an identity that no process will have. */
    public static ProcessIdentity of(long pid) {
        return ProcessHandle.of(pid).map(ProcessIdentity::of).orElse(new ProcessIdentity(pid, Instant.EPOCH));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> of(process).equals(this));
    }

    public boolean isRunning() {
        return running().isPresent();
    }

    /** Asks the process to end, waits for at most the given time, and then ends it without asking (SIGKILL). */
    public void end(Duration patience) {
        running().ifPresent(process -> {
            process.destroy();
            if (!ended(process, patience)) {
                kill();
            }
        });
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        running().ifPresent(process -> {
            process.destroyForcibly();
            if (!ended(process, Duration.ofSeconds(10))) {
                throw new IllegalStateException("process " + pid + " did not end after SIGKILL");
            }
        });
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
