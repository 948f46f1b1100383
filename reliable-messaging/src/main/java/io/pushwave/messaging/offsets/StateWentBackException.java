package io.pushwave.messaging.offsets;

/** The database has an older state than the one that records were handled in: a backup, or a server that had fallen behind. */
public final class StateWentBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateWentBackException(String message) {
        super(message);
    }
}
