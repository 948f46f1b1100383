package io.pushwave.messaging;

import java.sql.SQLException;

/** A statement of outbox or inbox failed; the cause says why. The transaction that it belonged to cannot commit. */
public final class MessageStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MessageStoreException(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
