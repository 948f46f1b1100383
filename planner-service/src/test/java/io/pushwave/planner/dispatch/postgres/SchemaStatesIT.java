package io.pushwave.planner.dispatch.postgres;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.MeasuredSchema;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.dispatch.OrgPushState;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.release.ReleaseState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The states that the migrations name are those of the domain. */
class SchemaStatesIT {
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();
    private static final Pattern LITERAL = Pattern.compile("'([A-Z_]+)'");

    /** Which states a check constraint or a partial index names. */
    private static final Map<String, Set<String>> NAMED = Map.ofEntries(
            Map.entry("org_push_state_check", names(OrgPushState.values(), _ -> true)),
            Map.entry("ck_org_push_retry", names(OrgPushState.values(), OrgPushState::isRetrying)),
            Map.entry("ck_org_push_timed_out", names(OrgPushState.values(), OrgPushState::mayHaveTimedOut)),
            Map.entry("org_push_retry_due", names(OrgPushState.values(), OrgPushState::isRetrying)),
            Map.entry("campaign_state_check", names(CampaignState.Name.values(), _ -> true)),
            Map.entry("campaign_phase_check", phases()),
            Map.entry("ck_campaign_phase", Set.of(CampaignState.Name.RUNNING.name(), CampaignState.Name.HALTED.name())),
            Map.entry("ck_campaign_bake", Set.of(phase(CampaignState.Baking.class))),
            Map.entry(
                    "campaign_one_unfinished_per_package", names(CampaignState.Name.values(), state -> !state.isEnd())),
            Map.entry("wave_gate_check", names(Gate.values(), _ -> true)),
            Map.entry("release_state_check", names(ReleaseState.Name.values(), _ -> true)),
            Map.entry("ck_release_accepted", Set.of(ReleaseState.Name.ACCEPTED.name())),
            Map.entry("ck_release_checking", Set.of(ReleaseState.Name.CHECKING.name())),
            Map.entry("ck_release_rejected", Set.of(ReleaseState.Name.REJECTED.name())),
            Map.entry("release_checking", Set.of(ReleaseState.Name.CHECKING.name())),
            Map.entry("release_checking_longest", Set.of(ReleaseState.Name.CHECKING.name())),
            Map.entry("release_urgency_check", names(Urgency.values(), _ -> true)),
            Map.entry("package_ancestry_check", names(Ancestry.values(), _ -> true)));

    @BeforeAll
    static void start() {
        INFRASTRUCTURE.postgres().start();
    }

    @AfterAll
    static void stop() {
        INFRASTRUCTURE.postgres().close();
    }

    @Test
    void everyCheckConstraintAndPartialIndexNamesTheStatesOfTheDomain() throws SQLException {
        try (var schema = schema()) {
            // When
            var found = statements(schema)
                    .createQuery("""
                            select conname as name, pg_get_constraintdef(oid) as expression from pg_constraint
                             where contype = 'c' and connamespace = current_schema()::regnamespace
                            union all
                            select c.relname, pg_get_expr(i.indpred, i.indrelid)
                              from pg_index i join pg_class c on c.oid = i.indexrelid
                             where i.indpred is not null and c.relnamespace = current_schema()::regnamespace""")
                    .map((row, _) -> Map.entry(row.getString("name"), literals(row.getString("expression"))))
                    .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
            found.values().removeIf(Set::isEmpty);

            // Then
            assertThat(found).containsExactlyInAnyOrderEntriesOf(NAMED);
        }
    }

    @Test
    void aWaveHasACountForEveryStateOfItsOrgs() throws SQLException {
        try (var schema = schema()) {
            // When
            var columns =
                    statements(schema).createQuery("""
                            select column_name from information_schema.columns
                             where table_schema = current_schema() and table_name = 'wave' and data_type = 'bigint'""").mapTo(String.class).list();

            // Then
            var counts =
                    Arrays.stream(OrgPushState.values()).map(StateSql::column).toList();
            assertThat(columns)
                    .containsAll(counts)
                    .hasSize(counts.size() + List.of("planned", "tolerated").size());
        }
    }

    @Test
    void statementsNameTheStatesOfTheIndexThatServesThem() {
        var retrying = "state " + StateSql.is(OrgPushState.those(OrgPushState::isRetrying));

        assertThat(retrying).isEqualTo("state = 'RETRYING'");
        assertThat(OrgPushSql.COMMAND_RETRIES).contains(retrying);
        assertThat(OrgPushSql.NEXT_RETRY_AT).contains(retrying);
        assertThat(OrgPushSql.CANCEL_REST).contains(retrying);
    }

    private static Handle statements(MeasuredSchema schema) {
        return SetStatements.on(schema.connection());
    }

    private static MeasuredSchema schema() throws SQLException {
        return MeasuredSchema.create(
                INFRASTRUCTURE.postgres(), Path.of("src/main/resources/application.properties"), "db/planner");
    }

    private static Set<String> literals(String expression) {
        return LITERAL.matcher(expression)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(toUnmodifiableSet());
    }

    private static <E extends Enum<E>> Set<String> names(E[] values, Predicate<E> condition) {
        return Arrays.stream(values).filter(condition).map(Enum::name).collect(toUnmodifiableSet());
    }

    private static Set<String> phases() {
        return Arrays.stream(CampaignState.Running.class.getPermittedSubclasses())
                .map(SchemaStatesIT::phase)
                .collect(toUnmodifiableSet());
    }

    private static String phase(Class<?> phase) {
        return phase.getSimpleName().toUpperCase(Locale.ROOT);
    }
}
