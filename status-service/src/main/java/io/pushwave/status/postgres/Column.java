package io.pushwave.status.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of a multi-row statement: rows travel as one array per column, so a batch is one round trip however many rows
 * it has.
 *
 * @param type PostgreSQL's name of the column's type
 */
record Column<R>(String name, String type, Function<R, @Nullable Object> value) {

    static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, "text", value);
    }

    static <R> Column<R> integer(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, "int4", value);
    }

    static String names(List<? extends Column<?>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** {@code unnest(…)} of all columns, with one parameter each. */
    static String unnest(List<? extends Column<?>> columns) {
        return columns.stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /** Sets the parameters of {@link #unnest}, beginning with the first of the statement. */
    static <R> void set(PreparedStatement statement, List<Column<R>> columns, List<R> rows) throws SQLException {
        Connection connection = statement.getConnection();
        for (int index = 0; index < columns.size(); index++) {
            statement.setArray(index + 1, columns.get(index).array(connection, rows));
        }
    }

    private Array array(Connection connection, List<R> rows) throws SQLException {
        var values = new @Nullable Object[rows.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = value.apply(rows.get(index));
        }
        return connection.createArrayOf(type, values);
    }
}
