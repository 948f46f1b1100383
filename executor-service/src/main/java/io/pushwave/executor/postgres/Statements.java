package io.pushwave.executor.postgres;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one statement on the connection of the caller's transaction, for rows that come and go by the thousand. */
@ApplicationScoped
class Statements {
    private final AgroalDataSource dataSource;

    Statements(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @FunctionalInterface
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Executes a change and says how many rows it touched. */
    int update(String sql, @Nullable Object... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Executes a query, or a change with a {@code returning} clause, whose result is bounded by its caller. */
    <T> List<T> rows(String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** A parameter for {@code ?::text[]}: one element per value. */
    static <T> @Nullable String[] texts(Collection<T> values, Function<? super T, @Nullable String> text) {
        var texts = new @Nullable String[values.size()];
        int position = 0;
        for (var value : values) {
            texts[position++] = text.apply(value);
        }
        return texts;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int index = 0; index < parameters.length; index++) {
            int position = index + 1;
            switch (parameters[index]) {
                case null -> statement.setNull(position, Types.NULL);
                case Instant instant -> statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
                case String[] texts -> statement.setArray(position, connection.createArrayOf("text", texts));
                case Object value -> statement.setObject(position, value);
            }
        }
    }
}
