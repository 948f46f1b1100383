package io.pushwave.platform.bench.endtoend;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.bench.endtoend.EndToEndFigures.Phase;
import io.pushwave.platform.bench.endtoend.EndToEndFigures.StatementCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks into the database that the services share, as nobody but a measurement may. */
final class PlatformDatabase implements AutoCloseable {
    private static final int STATEMENTS = 10;
    private static final int STATEMENT_CHARACTERS = 100;

    private static final String COSTS = """
            select (total_plan_time + total_exec_time) / 1000 as seconds, total_plan_time / 1000 as plan_seconds, calls, rows,
                   shared_blks_hit + shared_blks_read as pages, regexp_replace(query, '\\s+', ' ', 'g') as statement
              from pg_stat_statements order by 1 desc limit ?
            """;

    /** The moments of a campaign from which its phases are read, in their order; the last one is not in the database. */
    private static final String MOMENTS = """
            select (select max(ended_at) from executor.inventory_request) as listed,
                   (select max(at) from status.campaign_event where type = 'io.pushwave.campaign-planned.v1') as planned,
                   (select min(at) from status.campaign_event where type = 'io.pushwave.wave-opened.v1') as opened,
                   (select min(stored_at) from executor.push_intent) as first_stored,
                   (select max(stored_at) from executor.push_intent) as last_stored,
                   (select min(activated_at) from executor.push_request) as first_activated,
                   (select max(activated_at) from executor.push_request) as last_activated,
                   (select max(state_since) from executor.push_intent) as last_ended,
                   (select max(at) from status.campaign_event where type = 'io.pushwave.campaign-completed.v1') as completed
            """;

    /** What grows with the orgs and stays; the rows of an outbox go with their messages. */
    private static final List<String> TABLES = List.of(
            "planner.org_push",
            "planner.inbox",
            "executor.push_intent",
            "executor.subscriber",
            "executor.inbox",
            "status.org_view",
            "status.org_timeline",
            "status.inbox");

    private final Connection connection;

    PlatformDatabase(String host, int port) throws ApiException {
        try {
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + host + ":" + port + "/postgres", "postgres", "postgres");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Begins to count what statements cost, planning included. */
    void countStatements() throws ApiException {
        execute("create extension if not exists pg_stat_statements");
        execute("alter system set pg_stat_statements.track_planning = on");
        execute("select pg_reload_conf()");
        execute("select pg_stat_statements_reset()");
    }

    /** The statements that cost most so far. */
    List<StatementCost> statementCosts() throws ApiException {
        try (var statement = connection.prepareStatement(COSTS)) {
            statement.setInt(1, STATEMENTS);
            try (var rows = statement.executeQuery()) {
                var costs = new ArrayList<StatementCost>();
                while (rows.next()) {
                    var text = rows.getString("statement").strip();
                    costs.add(new StatementCost(
                            rows.getDouble("seconds"),
                            rows.getDouble("plan_seconds"),
                            rows.getLong("calls"),
                            rows.getLong("rows"),
                            rows.getLong("pages"),
                            text.substring(0, Math.min(STATEMENT_CHARACTERS, text.length()))));
                }
                return costs;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * The phases of the only campaign.
     *
     * @param released when the release event was sent
     * @param seen when the view was seen to equal the ledger
     */
    List<Phase> phases(Instant released, Instant seen) throws ApiException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(MOMENTS)) {
            row.next();
            return List.of(
                    new Phase("inventory", 0, since(released, row, "listed")),
                    phase("plan", released, row, "listed", "planned"),
                    phase("commands", released, row, "opened", "last_stored"),
                    phase("activation", released, row, "first_stored", "last_activated"),
                    phase("results", released, row, "first_activated", "last_ended"),
                    new Phase("view", since(released, row, "completed"), seconds(released, seen)));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Phase phase(String name, Instant released, ResultSet row, String from, String to)
            throws SQLException {
        return new Phase(name, since(released, row, from), since(released, row, to));
    }

    /** A moment that never came is told as zero. */
    private static double since(Instant released, ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? 0 : seconds(released, moment.toInstant());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** What copying rows costs. */
    record Copied(long rows, double seconds) {}

    /** Copies the rows of the tables that grow with the orgs into empty ones with the same indexes. */
    Copied copyAgain(Path folder) throws ApiException {
        execute("create schema floor");
        long rows = 0;
        long nanos = 0;
        for (var table : TABLES) {
            var file = folder.resolve(table + ".copy");
            var empty = "floor." + table.replace('.', '_');
            execute("create table " + empty + " (like " + table + " including all)");
            execute("copy " + table + " to '" + file + "' (format binary)");
            long begun = System.nanoTime();
            rows += execute("copy " + empty + " from '" + file + "' (format binary)");
            nanos += System.nanoTime() - begun;
            execute("drop table " + empty);
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new ApiException("the copy of " + table + " cannot be removed: " + e.getMessage(), e);
            }
        }
        return new Copied(rows, nanos / 1e9);
    }

    private long execute(String sql) throws ApiException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return Math.max(0, statement.getLargeUpdateCount());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static ApiException failed(SQLException e) {
        return new ApiException("the database does not answer: " + e.getMessage(), e);
    }

    @Override
    public void close() throws ApiException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
