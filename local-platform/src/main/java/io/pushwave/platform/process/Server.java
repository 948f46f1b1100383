package io.pushwave.platform.process;

import java.time.Duration;

/** A process that can be started, ended in both ways, and started again with what it had stored. */
public interface Server {

    /** Starts it and returns at once or when it can be used. */
    void start();

    boolean isRunning();

    /** Why it does not run, such as {@code exit code 137}; empty while it runs or before it was started. */
    String cause();

    /** The same as a verb; empty while it runs or before it was started. */
    default String end() {
        var cause = cause();
        return cause.isEmpty() ? "" : "ended with " + cause;
    }

    /**
     * The process that it is, or was last.
     *
     * @throws IllegalStateException if it was never started
     */
    ProcessIdentity identity();

    /** SIGKILL: it gets no chance to finish anything. */
    void kill();

    /** Asks it to end, and kills it if it has not in time. */
    void stop(Duration patience);
}
