package io.pushwave.database;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a set of rows as parameters of one statement, to be taken apart by {@code unnest(:orgs, :waves)}: a batch is one
 * round trip however many rows it has. PostgreSQL's driver sends arrays of these element classes in binary; of others, and of
 * Jdbi's own arrays, it would send texts that are parsed again.
 */
public final class Columns {
    private Columns() {}

    /** A {@code text[]}. */
    public static <R> Argument texts(Collection<R> rows, Function<? super R, @Nullable String> value) {
        return column("text", rows, value, String[]::new);
    }

    /** A {@code text[]} of the values themselves. */
    public static Argument texts(Collection<String> values) {
        return texts(values, value -> value);
    }

    /** An {@code integer[]}. */
    public static <R> Argument integers(Collection<R> rows, Function<? super R, @Nullable Integer> value) {
        return column("int4", rows, value, Integer[]::new);
    }

    /** A {@code bigint[]}. */
    public static <R> Argument longs(Collection<R> rows, Function<? super R, @Nullable Long> value) {
        return column("int8", rows, value, Long[]::new);
    }

    /** A {@code boolean[]}. */
    public static <R> Argument booleans(Collection<R> rows, Function<? super R, @Nullable Boolean> value) {
        return column("bool", rows, value, Boolean[]::new);
    }

    /** A {@code bytea[]}. */
    public static <R> Argument bytes(Collection<R> rows, Function<? super R, byte @Nullable []> value) {
        return column("bytea", rows, value, byte[][]::new);
    }

    /** A {@code timestamptz[]}, sent as texts with their zone: the driver has no binary form of it. */
    public static <R> Argument instants(Collection<R> rows, Function<? super R, @Nullable Instant> value) {
        return column("timestamptz", rows, value, Instant[]::new);
    }

    private static <R, V> Argument column(
            String type,
            Collection<R> rows,
            Function<? super R, ? extends @Nullable V> value,
            IntFunction<@Nullable V[]> elements) {
        var values = rows.stream().map(value).toArray(elements);
        return (position, statement, _) -> statement.setArray(position, array(statement, type, values));
    }

    private static Array array(PreparedStatement statement, String type, @Nullable Object[] values)
            throws SQLException {
        return statement.getConnection().createArrayOf(type, values);
    }
}
