package io.pushwave.messaging.plans;

import io.agroal.api.AgroalDataSource;
import io.pushwave.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/**
 * A schema of a service in which statements run as they do in the service: on a connection with the service's settings, from
 * the service's own code, planned before the tables grew and kept by the driver. The server reports what each of them touched.
 * Nothing about the tables is gathered but when the test says so.
 */
public final class MeasuredSchema implements AutoCloseable {
    /** After five executions the driver has the server keep a statement, after five more the server may keep its plan. */
    private static final int EXECUTIONS_UNTIL_KEPT = 11;

    /** A colon and a name; two colons are a cast. */
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z]+)");

    private static final int FEW_ROWS = 20;

    /** What a partial index looks like that was full and is not: it has its pages and no rows, so going through it seems free. */
    private static final String QUEUES_HAVE_EMPTIED = """
            update pg_class set reltuples = 0, relpages = 100
             where relnamespace = current_schema()::regnamespace
               and oid in (select indexrelid from pg_index where indpred is not null)
            """;

    private static final String JDBC = "quarkus.datasource.jdbc.";
    private static final String PROPERTY = JDBC + "additional-jdbc-properties.";
    private static final List<String> REPORT = List.of(
            "load 'auto_explain'",
            "set auto_explain.log_min_duration = 0",
            "set auto_explain.log_analyze = on",
            "set auto_explain.log_buffers = on",
            "set auto_explain.log_timing = off",
            "set auto_explain.log_format = json",
            "set auto_explain.log_level = notice");

    private final Connection connection;
    private final ReportedPlans reported = new ReportedPlans();

    private MeasuredSchema(Connection connection) {
        this.connection = connection;
    }

    /** What fills the tables. */
    @FunctionalInterface
    public interface Filling {
        /**
         * Statements that add rows.
         *
         * @param from number of the first row
         * @param to number of the last row
         */
        List<String> rows(int from, int to);
    }

    /** One statement of a service, or a few, called as the service calls them. */
    @FunctionalInterface
    public interface Call {
        void run() throws SQLException;
    }

    /**
     * Creates the schema, plans every call while the tables have next to no rows, and then lets them grow.
     *
     * @param settings the service's {@code application.properties}
     * @param migrations folders of the class path
     */
    public static MeasuredSchema create(PostgresServer server, Path settings, String... migrations)
            throws SQLException {
        var properties = read(settings);
        var schema = "plans_" + Long.toHexString(System.nanoTime());
        // An extension is one for all schemas of a database; in one of them, the others would not find it.
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_trgm schema public");
        }
        Flyway.configure()
                .dataSource(server.jdbcUrl(), server.username(), server.password())
                .schemas(schema)
                .defaultSchema(schema)
                .locations(migrations)
                .load()
                .migrate();
        var login = new Properties();
        login.setProperty("user", server.username());
        login.setProperty("password", server.password());
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PROPERTY))
                .forEach(name -> login.setProperty(name.substring(PROPERTY.length()), properties.getProperty(name)));
        login.setProperty("currentSchema", schema + ",public");
        var measured = new MeasuredSchema(DriverManager.getConnection(server.jdbcUrl(), login));
        measured.execute(properties.getProperty(JDBC + "new-connection-sql", "select"));
        // How long a statement may take says nothing about what it touches, and filling the tables takes its time.
        measured.execute("set statement_timeout = 0");
        measured.stopAutovacuum();
        return measured;
    }

    /**
     * Has everything planned and kept while next to nothing is there, and lets the tables grow.
     *
     * @param to rows that are there afterwards
     */
    public void grow(Gathered gathered, Filling filling, int to, HotStatements hot) throws SQLException {
        int first = 1;
        int last = to;
        switch (gathered) {
            case NEVER, NOW -> {}
            case WHILE_EMPTY -> execute("vacuum analyze");
            case AT_THE_FIRST_ROWS -> {
                fill(filling, first, FEW_ROWS);
                first = FEW_ROWS + 1;
                execute("vacuum analyze");
            }
            case AT_THE_LAST_ROWS -> {
                last = to - to / 10;
                fill(filling, last + 1, to);
                execute("vacuum analyze");
                execute(QUEUES_HAVE_EMPTIED);
            }
        }
        for (int execution = 0; execution < EXECUTIONS_UNTIL_KEPT; execution++) {
            for (var call : hot.calls()) {
                undone(call);
            }
        }
        fill(filling, first, last);
        if (gathered == Gathered.NOW) {
            execute("vacuum analyze");
        }
    }

    /** Runs a call, undoes what it did, and says what each of its statements touched. */
    public List<Touched> measure(Call call) throws SQLException {
        REPORT.forEach(this::execute);
        reported.clear();
        undone(call);
        execute("set auto_explain.log_min_duration = -1");
        return reported.all();
    }

    /** Runs a statement that names its parameters, as an object mapper does for the service. */
    public void run(String named, Map<String, Object> parameters) throws SQLException {
        var names =
                PARAMETER.matcher(named).results().map(match -> match.group(1)).toList();
        try (var statement =
                connection().prepareStatement(PARAMETER.matcher(named).replaceAll("?"))) {
            for (int index = 0; index < names.size(); index++) {
                statement.setObject(index + 1, Objects.requireNonNull(parameters.get(names.get(index))));
            }
            statement.execute();
        }
    }

    private void undone(Call call) throws SQLException {
        execute("begin");
        try {
            call.run();
        } finally {
            // The server ends a query, and reports it, when the next statement comes.
            try (var statement = connection().createStatement()) {
                statement.execute("rollback");
            }
        }
    }

    /** The one connection, as a service's code asks for it; closing it does nothing. */
    public AgroalDataSource dataSource() {
        return reported.dataSource(connection);
    }

    /** The one connection. */
    public Connection connection() {
        return reported.connection(connection);
    }

    private void stopAutovacuum() throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select quote_ident(tablename) from pg_tables where schemaname = current_schema()")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        tables.forEach(table -> execute("alter table " + table + " set (autovacuum_enabled = false)"));
    }

    /** References to rows that nobody measures are not checked. */
    private void fill(Filling filling, int from, int to) {
        execute("set session_replication_role = replica");
        filling.rows(from, to).forEach(this::execute);
        execute("set session_replication_role = origin");
    }

    private void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Properties read(Path settings) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("no settings in " + settings, e);
        }
        return properties;
    }

    /** For the report of a test that fails: what is too much, and the plan that did it. */
    static String describe(String name, Touched touched, long buffers, long rows) {
        return String.format(
                Locale.ROOT,
                "%s touched %,d pages (%,d allowed) and %,d rows (%,d allowed): %s%n%s",
                name,
                touched.buffers(),
                buffers,
                touched.rows(),
                rows,
                touched.statement().strip(),
                touched.plan());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
