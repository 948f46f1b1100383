package io.pushwave.contracts;

/** A message that cannot be understood, with the reason in a sentence fit for a dead letter or a problem detail. */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableMessageException(String reason) {
        super(reason);
    }

    public UnreadableMessageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
