package io.pushwave.planner.postgres;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Set statements on the connection of the caller's transaction. */
@ApplicationScoped
class Jdbc {
    private final AgroalDataSource dataSource;

    Jdbc(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Sets the parameters of one statement. */
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row. */
    interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a query and reads every row; only for queries whose result is bounded. */
    <T> List<T> query(String sql, Binding binding, RowReader<T> reader) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (var rows = statement.executeQuery()) {
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        } catch (SQLException e) {
            throw new DatabaseException(sql, e);
        }
    }

    /** Runs a statement; returns how many rows it changed. */
    int update(String sql, Binding binding) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(sql, e);
        }
    }

    /** One column of a set of rows as an SQL array, to be taken apart by {@code unnest}. */
    static <T> Array column(
            PreparedStatement statement, String type, Collection<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        var values = new @Nullable Object[rows.size()];
        int next = 0;
        for (T row : rows) {
            values[next++] = value.apply(row);
        }
        return statement.getConnection().createArrayOf(type, values);
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    static @Nullable Timestamp timestamp(Optional<Instant> instant) {
        return instant.map(Timestamp::from).orElse(null);
    }
}
