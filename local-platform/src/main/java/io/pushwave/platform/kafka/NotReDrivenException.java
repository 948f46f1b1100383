package io.pushwave.platform.kafka;

/** Dead letters could not be put back; the message says why. */
public final class NotReDrivenException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReDrivenException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
