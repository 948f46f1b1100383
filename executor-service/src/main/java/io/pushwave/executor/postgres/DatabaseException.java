package io.pushwave.executor.postgres;

import java.sql.SQLException;

/** A statement that the database did not carry out; the cause is always the {@link SQLException}. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
