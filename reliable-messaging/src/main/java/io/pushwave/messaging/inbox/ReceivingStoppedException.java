package io.pushwave.messaging.inbox;

/** The application ends while records are not committed: they are not acknowledged, and come again after the next start. */
public final class ReceivingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReceivingStoppedException() {
        super("the application ends; the records come again after its next start");
    }
}
