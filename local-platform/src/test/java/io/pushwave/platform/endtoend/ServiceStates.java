package io.pushwave.platform.endtoend;

import io.pushwave.platform.kafka.BrokerContents;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services' schemas, as an operator's hand at the database. Its statements are those of docs/operations.md. */
final class ServiceStates {
    private static final List<String> SCHEMAS = List.of("planner", "executor", "status");

    private final String url;

    private ServiceStates(String url) {
        this.url = url;
    }

    static ServiceStates of(LocalPlatform platform) {
        return new ServiceStates("jdbc:postgresql://localhost:"
                + platform.address(Part.POSTGRESQL).getPort() + "/postgres?user=postgres&password=postgres");
    }

    /** As if no service had read anything, while it remembers what it has handled. */
    void readEverythingAgain() {
        for (var schema : SCHEMAS) {
            execute("UPDATE " + schema + ".consumer_offset SET next_offset = 0");
        }
    }

    /** Removes all that a service has. */
    void drop(String schema) {
        execute("DROP SCHEMA " + schema + " CASCADE");
    }

    /** Copies a schema as it is at one moment, beside it, while its service runs. */
    void backUp(String schema) {
        var statements = new ArrayList<String>();
        statements.add("CREATE SCHEMA " + schema + "_backup");
        for (var table : tables(schema)) {
            statements.add("CREATE TABLE %1$s_backup.%2$s AS TABLE %1$s.%2$s".formatted(schema, table));
        }
        atOneMoment(statements);
    }

    /** Gives a schema, whose service is stopped, the contents of {@link #backUp}. */
    void restore(String schema) {
        var statements = new ArrayList<String>();
        // Foreign keys do not hold while tables are filled one after the other.
        statements.add("SET LOCAL session_replication_role = replica");
        var tables = tables(schema);
        tables.forEach(table -> statements.add("TRUNCATE %s.%s CASCADE".formatted(schema, table)));
        tables.forEach(table -> statements.add(
                "INSERT INTO %1$s.%2$s OVERRIDING SYSTEM VALUE TABLE %1$s_backup.%2$s".formatted(schema, table)));
        atOneMoment(statements);
    }

    /** A restored planner counts its events on from behind all that it said after the backup. */
    void goOnBehindWhatWasSaid() {
        execute("UPDATE planner.campaign SET event_sequence = event_sequence + 1000 "
                + "WHERE state IN ('PREPARING', 'RUNNING', 'HALTED')");
    }

    /** The newest state of a campaign that the executor has received, and its epoch. */
    String campaignState(String campaign) {
        var words = new ArrayList<String>();
        query(
                "SELECT state, epoch FROM executor.campaign_control WHERE campaign_id = '" + campaign + "'",
                row -> words.add(row[0] + " " + row[1]));
        return words.isEmpty() ? "" : words.getFirst();
    }

    /** What no service has yet in its state, by schema, consumer and topic; nothing when all have everything. */
    Map<String, Long> unread(BrokerContents broker) {
        var unread = new TreeMap<String, Long>();
        for (var schema : SCHEMAS) {
            query("SELECT consumer, topic, partition, next_offset FROM " + schema + ".consumer_offset", row -> {
                long left = broker.ends(row[1]).getOrDefault(Integer.valueOf(row[2]), 0L) - Long.parseLong(row[3]);
                if (left > 0) {
                    unread.merge(schema + " " + row[0] + " " + row[1], left, Long::sum);
                }
            });
        }
        return unread;
    }

    /** The gaps of the log that a service has noticed, by kind. */
    List<String> gaps(String schema) {
        var kinds = new ArrayList<String>();
        query("SELECT kind FROM " + schema + ".log_gap", row -> kinds.add(row[0]));
        return kinds;
    }

    private List<String> tables(String schema) {
        var tables = new ArrayList<String>();
        query(
                "SELECT tablename FROM pg_tables WHERE schemaname = '" + schema
                        + "' AND tablename <> 'flyway_schema_history' ORDER BY 1",
                row -> tables.add(row[0]));
        return tables;
    }

    private interface Row {
        void take(String[] columns);
    }

    private void query(String sql, Row row) {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = new String[rows.getMetaData().getColumnCount()];
            while (rows.next()) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = rows.getString(i + 1);
                }
                row.take(columns.clone());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String sql) {
        atOneMoment(List.of(sql));
    }

    private void atOneMoment(List<String> statements) {
        try (var connection = connection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = connection.createStatement()) {
                for (var sql : statements) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(statements.toString(), e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url);
    }
}
