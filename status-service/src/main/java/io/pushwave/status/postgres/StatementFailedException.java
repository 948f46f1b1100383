package io.pushwave.status.postgres;

import java.sql.SQLException;

/** The database refused a statement or could not be reached; the cause decides which, and whether trying again may help. */
public final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailedException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
