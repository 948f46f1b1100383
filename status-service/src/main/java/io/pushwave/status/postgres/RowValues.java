package io.pushwave.status.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Values of a row as the view has them. */
public final class RowValues {
    private RowValues() {}

    /** A {@code timestamptz} that is not null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
