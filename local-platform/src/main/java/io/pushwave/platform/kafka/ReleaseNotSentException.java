package io.pushwave.platform.kafka;

/** A release event did not reach the broker; the message names the broker. */
public final class ReleaseNotSentException extends Exception {
    private static final long serialVersionUID = 1L;

    public ReleaseNotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
