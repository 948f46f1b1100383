package io.pushwave.executor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.database.Columns;
import io.pushwave.database.SetStatements;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.command.postgres.IntentSql;
import io.pushwave.executor.request.PushRequestState;
import io.pushwave.executor.request.postgres.RequestSql;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.MeasuredSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sets of states that the migrations wrote into indexes and constraints are those of the types. */
class StatesInMigrationsIT {
    private static final Set<String> WAITING = Set.of("WAITING");
    private static final Pattern STATE = Pattern.compile("\\bstate\\b");

    private static Infrastructure infrastructure;
    private static MeasuredSchema schema;
    private static Jdbi jdbi;

    @BeforeAll
    static void start() throws SQLException {
        infrastructure = Infrastructure.create();
        infrastructure.postgres().start();
        schema = MeasuredSchema.create(
                infrastructure.postgres(),
                Path.of("src/main/resources/application.properties"),
                "db/messaging",
                "db/executor");
        jdbi = SetStatements.inTransactionsOf(schema.dataSource());
    }

    @AfterAll
    static void stop() throws SQLException {
        schema.close();
        infrastructure.postgres().close();
    }

    private record Condition(String name, String text) {}

    @Test
    void partialIndexesOfCommandsHoldTheSetsOfTheTable() {
        assertThat(statesByIndex("push_intent", names(IntentState.values())))
                .isEqualTo(Map.of(
                        "ux_push_intent_in_flight", names(IntentState.which(IntentState::isInFlight)),
                        "ix_push_intent_waiting", WAITING,
                        "ix_push_intent_waiting_org", WAITING,
                        "ix_push_intent_waiting_not_after", WAITING));
    }

    @Test
    void partialIndexesOfRequestsHoldWhatHasNotEnded() {
        var open = names(PushRequestState.which(state -> !state.isTerminal()));

        assertThat(statesByIndex("push_request", names(PushRequestState.values())))
                .isEqualTo(Map.of(
                        "ix_push_request_due", open, "ix_push_request_open", open, "ix_push_request_campaign", open));
    }

    @Test
    void whatIsAskedForIsWhatTheIndexesHold() {
        assertThat(satisfying("push_intent", IntentSql.inFlight("state"), names(IntentState.values())))
                .isEqualTo(names(IntentState.which(IntentState::isInFlight)));
        assertThat(satisfying("push_request", RequestSql.open("state"), names(PushRequestState.values())))
                .isEqualTo(names(PushRequestState.which(state -> !state.isTerminal())));
    }

    @Test
    void aControlMayHaveEveryStateOfTheContractAndNoOther() {
        var states = new HashSet<>(names(CampaignControl.State.values()));
        states.add("UNHEARD_OF");

        var allowed = checks("campaign_control").stream()
                .map(check -> satisfying("campaign_control", check.text(), states))
                .toList();

        assertThat(allowed).containsExactly(names(CampaignControl.State.values()));
    }

    /** What states there are is said by the types alone; a constraint would be a second place to change. */
    @Test
    void noConstraintSaysWhichStatesThereAre() {
        assertThat(checks("push_intent")).isEmpty();
        assertThat(checks("push_request")).isEmpty();
    }

    private static Map<String, Set<String>> statesByIndex(String table, Set<String> states) {
        return conditions("""
                        select c.relname as name, pg_get_expr(i.indpred, i.indrelid) as text
                          from pg_index i join pg_class c on c.oid = i.indexrelid
                         where i.indrelid = :table::regclass and i.indpred is not null
                        """, table).stream()
                .collect(Collectors.toMap(Condition::name, index -> satisfying(table, index.text(), states)));
    }

    private static List<Condition> checks(String table) {
        return conditions("""
                select conname as name, pg_get_expr(conbin, conrelid) as text
                  from pg_constraint where conrelid = :table::regclass and contype = 'c'
                """, table);
    }

    /** Those that say something about the state. */
    private static List<Condition> conditions(String sql, String table) {
        return jdbi
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("table", table)
                        .map((row, _) -> new Condition(row.getString("name"), row.getString("text")))
                        .list())
                .stream()
                .filter(condition -> STATE.matcher(condition.text()).find())
                .toList();
    }

    /** The states of which a condition is true, asked of the database; what it says of other columns is true as well. */
    private static Set<String> satisfying(String table, String condition, Collection<String> states) {
        return jdbi.withHandle(handle -> Set.copyOf(handle.createQuery("""
                select r.state
                  from unnest(:states) as s (name)
                 cross join lateral jsonb_populate_record(null::%s,
                       jsonb_build_object('state', s.name, 'not_before', now(), 'not_after', now(), 'sequence', 1)) r
                 where %s
                """.formatted(table, condition))
                .bind("states", Columns.texts(states))
                .mapTo(String.class)
                .list()));
    }

    private static Set<String> names(Enum<?>... states) {
        return names(Arrays.asList(states));
    }

    private static Set<String> names(Collection<? extends Enum<?>> states) {
        return states.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }
}
