package io.pushwave.simulator.http.server;

/** A file that a setting names is wrong; the message says which, where and why. */
public final class UnusableFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
