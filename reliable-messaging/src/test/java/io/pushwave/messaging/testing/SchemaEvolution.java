package io.pushwave.messaging.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A schema of an installation that has rows in every table and is migrated to today's version. What its rows have lost on the way is
 * said in sentences, so that a test names each loss that is meant.
 */
public final class SchemaEvolution implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FluentConfiguration flyway;
    private final Connection connection;
    private Map<String, List<JsonNode>> before = Map.of();

    private SchemaEvolution(FluentConfiguration flyway, Connection connection) {
        this.flyway = flyway;
        this.connection = connection;
    }

    /**
     * Creates the schema of an earlier version.
     *
     * @param version the newest migration that the installation has
     * @param locations folders of the class path, as the service lists them
     */
    public static SchemaEvolution of(String version, PostgresServer server, String... locations) throws SQLException {
        var schema = "evolution_" + Long.toHexString(System.nanoTime());
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var statement = connection.createStatement()) {
            // An extension is one for all schemas of a database; in one of them, the others would not find it.
            statement.execute("create extension if not exists pg_trgm schema public");
        }
        var flyway = Flyway.configure()
                .dataSource(server.jdbcUrl(), server.username(), server.password())
                .schemas(schema)
                .defaultSchema(schema)
                // As the services are configured: those of the messages have lower numbers than those of the services.
                .outOfOrder(true)
                .locations(locations);
        flyway.target(version).load().migrate();
        var connection = DriverManager.getConnection(
                server.jdbcUrl() + (server.jdbcUrl().contains("?") ? "&" : "?") + "currentSchema=" + schema + ",public",
                server.username(),
                server.password());
        return new SchemaEvolution(flyway, connection);
    }

    /** Runs a script of the class path that gives every table its rows. */
    public SchemaEvolution fill(String script) throws SQLException {
        execute(read(script));
        before = rows();
        return this;
    }

    /** Tables that have no row: nothing would be known of what a migration does to theirs. */
    public List<String> emptyTables() {
        return before.entrySet().stream()
                .filter(table -> table.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The tables that are there now. */
    public Set<String> tables() throws SQLException {
        return rows().keySet();
    }

    /**
     * Migrates to the newest version.
     *
     * @param more folders that a test adds
     * @return what rows and columns are gone and which values are others, a sentence each
     */
    public List<String> migrate(String... more) throws SQLException {
        var locations = Stream.concat(Stream.of(flyway.getLocations()).map(Object::toString), Stream.of(more))
                .toArray(String[]::new);
        flyway.locations(locations).target("latest").load().migrate();
        var after = rows();
        var losses = new ArrayList<String>();
        before.forEach((table, rows) -> compare(table, rows, after.get(table), losses));
        return losses;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void compare(
            String table, List<JsonNode> before, @Nullable List<JsonNode> after, List<String> losses) {
        if (after == null) {
            losses.add("table " + table + " is gone");
            return;
        }
        if (after.size() < before.size()) {
            losses.add("%s has %d of %d rows".formatted(table, after.size(), before.size()));
            return;
        }
        for (var row : before) {
            var kept = after.stream().anyMatch(candidate -> contains(candidate, row));
            if (!kept) {
                losses.add("%s has no row with the values of %s".formatted(table, row));
            }
        }
    }

    private static boolean contains(JsonNode candidate, JsonNode row) {
        return row.properties().stream().allMatch(column -> column.getValue().equals(candidate.get(column.getKey())));
    }

    private Map<String, List<JsonNode>> rows() throws SQLException {
        var tables = new TreeMap<String, List<JsonNode>>();
        for (var table : column("select tablename from pg_tables where schemaname = current_schema()")) {
            if (!table.equals("flyway_schema_history")) {
                tables.put(
                        table,
                        column("select to_json(t)::text from \"" + table + "\" t").stream()
                                .map(SchemaEvolution::json)
                                .toList());
            }
        }
        return tables;
    }

    private List<String> column(String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String read(String resource) {
        try (var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no " + resource + " on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
