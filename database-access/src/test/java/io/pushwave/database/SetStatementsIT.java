package io.pushwave.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SetStatementsIT {
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();

    /** One of each type of column, and one of nothing but nulls. */
    private static final List<Row> ROWS = List.of(
            new Row(
                    "ä, \"{}\" \\ NULL",
                    7,
                    8_000_000_000L,
                    true,
                    "bytes",
                    Instant.parse("2026-03-29T01:30:00.123456Z")),
            new Row(null, null, null, null, null, null));

    private Connection connection;
    private Handle statements;

    record Row(
            @Nullable String text,
            @Nullable Integer integer,
            @Nullable Long bigint,
            @Nullable Boolean bool,
            @Nullable String bytes,
            @Nullable Instant instant) {}

    @BeforeAll
    static void startServer() {
        INFRASTRUCTURE.postgres().start();
    }

    @AfterAll
    static void stopServer() {
        INFRASTRUCTURE.postgres().close();
    }

    @BeforeEach
    void connect() throws SQLException {
        var postgres = INFRASTRUCTURE.postgres();
        connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
        connection.setAutoCommit(false);
        statements = SetStatements.on(connection);
    }

    @AfterEach
    void disconnect() throws SQLException {
        statements.close();
        connection.close();
    }

    @Test
    void rowsThatTravelAsColumnsArriveAsTheyWere() {
        var arrived = statements
                .createQuery("""
                        select * from unnest(:texts, :integers, :bigints, :bools, :bytes, :instants)
                            as n (t, i, l, b, y, at)
                        """)
                .bind("texts", Columns.texts(ROWS, Row::text))
                .bind("integers", Columns.integers(ROWS, Row::integer))
                .bind("bigints", Columns.longs(ROWS, Row::bigint))
                .bind("bools", Columns.booleans(ROWS, Row::bool))
                .bind("bytes", Columns.bytes(ROWS, SetStatementsIT::bytes))
                .bind("instants", Columns.instants(ROWS, Row::instant))
                .map((row, context) -> new Row(
                        row.getString("t"),
                        row.getObject("i", Integer.class),
                        row.getObject("l", Long.class),
                        row.getObject("b", Boolean.class),
                        text(row.getBytes("y")),
                        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "at", context)))
                .list();

        assertThat(arrived).isEqualTo(ROWS);
    }

    @Test
    void aConnectionOfItsOwnersIsLeftOpenAndItsTransactionUndecided() throws SQLException {
        statements.execute("create table kept (id int)");

        statements.close();

        assertThat(connection.isClosed()).isFalse();
        connection.rollback();
        try (var again = SetStatements.on(connection)) {
            assertThat(again.createQuery("select to_regclass('kept') is null")
                            .mapTo(Boolean.class)
                            .one())
                    .isTrue();
        }
    }

    @Test
    void whoRunsStatementsWhileACallerDoesGetsAConnectionOfItsOwn() {
        var source = new PGSimpleDataSource();
        source.setURL(INFRASTRUCTURE.postgres().jdbcUrl());
        source.setUser(INFRASTRUCTURE.postgres().username());
        source.setPassword(INFRASTRUCTURE.postgres().password());
        var jdbi = SetStatements.inTransactionsOf(source);

        var sessions = new ArrayList<Integer>();
        jdbi.useHandle(outer -> {
            sessions.add(session(outer));
            jdbi.useHandle(inner -> sessions.add(session(inner)));
        });

        assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
    }

    private static int session(Handle handle) {
        return handle.createQuery("select pg_backend_pid()")
                .mapTo(Integer.class)
                .one();
    }

    @Test
    void aFailureSaysWhatTheServerSaidAndNotWhatTheStatementWasGiven() {
        var failing = statements.createUpdate("select 1 / :zero, :name").bind("zero", 0);

        assertThatThrownBy(() -> failing.bind("name", "a customer's").execute())
                .isInstanceOf(StatementException.class)
                .hasMessageContaining("division by zero")
                .hasMessageNotContaining("a customer's");
    }

    @Test
    void aParameterThatIsNotGivenIsNamed() {
        var statement = statements.createQuery("select :one").bind("wun", 1);

        assertThatThrownBy(() -> statement.mapTo(Integer.class).one()).hasMessageContaining("one");
    }

    private static byte @Nullable [] bytes(Row row) {
        return row.bytes() == null ? null : row.bytes().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
