package io.pushwave.messaging.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.PostgresServer;
import io.pushwave.messaging.outbox.OutboxRow;
import io.pushwave.messaging.outbox.OutboxTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A schema with outbox and inbox on a server, without a container around it. */
public final class OutboxDatabase implements AutoCloseable {
    private final AgroalDataSource dataSource;
    private final Clock clock;

    private OutboxDatabase(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Creates the schema if it does not exist. */
    public static OutboxDatabase of(PostgresServer server, String schema, Clock clock) {
        var dataSource = dataSource(server.jdbcUrl(), server.username(), server.password(), schema);
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/messaging")
                .load()
                .migrate();
        return new OutboxDatabase(dataSource, clock);
    }

    /** Pooled connections to a schema, as a service has them; to be closed. */
    public static AgroalDataSource dataSource(String jdbcUrl, String username, String password, String schema) {
        var settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(10)
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(jdbcUrl)
                                .principal(new NamePrincipal(username))
                                .credential(new SimplePassword(password))
                                .jdbcProperty("currentSchema", schema)));
        try {
            return AgroalDataSource.from(settings);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Runs statements on connections of their own. */
    public Jdbi jdbi() {
        return SetStatements.inTransactionsOf(dataSource);
    }

    /** Appends rows in one transaction. */
    public void append(List<OutboxRow> rows) {
        jdbi().useHandle(handle -> OutboxTable.insert(handle, rows, clock.instant()));
    }

    /** Executes a statement that gives nothing. */
    public void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows wait to be published. */
    public long unpublished() {
        return count("SELECT count(*) FROM outbox WHERE parked_at IS NULL");
    }

    /** The one number that a query gives. */
    public long count(String query) {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
