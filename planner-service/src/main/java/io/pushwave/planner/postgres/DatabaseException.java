package io.pushwave.planner.postgres;

import java.sql.SQLException;

/** A statement that the database refused or could not be asked; the cause says which. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String sql, SQLException cause) {
        super("the statement failed with SQL state " + cause.getSQLState() + ": " + sql, cause);
    }
}
