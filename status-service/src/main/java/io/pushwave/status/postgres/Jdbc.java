package io.pushwave.status.postgres;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs statements on the connection of the current transaction. */
@ApplicationScoped
class Jdbc {
    private final AgroalDataSource dataSource;

    Jdbc(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Sets a statement's parameters. */
    @FunctionalInterface
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads the row that a result is at. */
    @FunctionalInterface
    interface RowReader<R> {
        R read(ResultSet row) throws SQLException;
    }

    /**
     * Changes rows; their number.
     *
     * @throws StatementFailedException if the database refuses or cannot be reached; its cause says which
     */
    int update(String sql, Parameters parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }

    /**
     * Reads all rows of a query that bounds them itself.
     *
     * @throws StatementFailedException if the database refuses or cannot be reached; its cause says which
     */
    <R> List<R> query(String sql, Parameters parameters, RowReader<R> reader) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<R>();
                while (result.next()) {
                    rows.add(reader.read(result));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }
}
