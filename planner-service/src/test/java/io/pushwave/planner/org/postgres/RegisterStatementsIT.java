package io.pushwave.planner.org.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.Gathered;
import io.pushwave.messaging.plans.HotStatements;
import io.pushwave.messaging.plans.MeasuredSchema;
import io.pushwave.planner.PlannerConfigs;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.SnapshotAge;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.label.postgres.OrgLabels;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.postgres.OrgPolicies;
import io.pushwave.planner.org.postgres.Registers.Comparison;
import io.pushwave.planner.org.successor.postgres.SuccessionTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statement on the tables of the register, which grow with the orgs. */
class RegisterStatementsIT {
    private static final int ROWS = 20_000;
    private static final int BATCH = 500;
    private static final String PACKAGE = "033000000000001";
    private static final String VERSION = "04t000000000001";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SnapshotAge WHOLE = new SnapshotAge(NOON, "whole");
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();

    @BeforeAll
    static void start() {
        INFRASTRUCTURE.postgres().start();
    }

    @AfterAll
    static void stop() {
        INFRASTRUCTURE.postgres().close();
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsKnownOfTheTablesNoStatementTouchesMoreThanItsRowsNeed(Gathered gathered) throws SQLException {
        try (var schema = MeasuredSchema.create(
                INFRASTRUCTURE.postgres(),
                Path.of("src/main/resources/application.properties"),
                "db/messaging",
                "db/planner")) {
            var jdbi = SetStatements.inTransactionsOf(schema.dataSource());
            var hot = new HotStatements();
            feeding(hot, new FedOrgs(jdbi), new Snapshots(jdbi));
            guessing(hot, new SuccessionTable(jdbi));
            editing(hot, new OrgLabels(jdbi), new OrgPolicies(jdbi));
            reading(hot, jdbi);
            schema.grow(gathered, RegisterStatementsIT::rows, ROWS, hot);

            var tooMuch = hot.tooMuch(schema);

            assertThat(tooMuch).isEmpty();
        }
    }

    /** A fifth are sandboxes, ten a parent; one in a hundred is gone, one in ten has a policy, one in twenty a successor. */
    private static List<String> rows(int from, int to) {
        return List.of(
                """
                insert into register (package_key, as_of, whole_snapshot, whole_as_of, compared_up_to)
                values ('%s', '2026-11-21', 'whole', '2026-11-22T12:00:00Z', '') on conflict do nothing
                """.formatted(PACKAGE),
                """
                insert into org (package_key, org_key, name, type, status, instance, parent_org, installed_version, push_blocked, labels,
                                 first_seen, gone_at)
                select package, '00D' || reverse(lpad(n::text, 12, '0')), 'Org ' || n %% 3,
                       case when n %% 5 = 0 then 'Sandbox' else 'Production' end, 'Active', 'NA1',
                       case when n %% 5 = 0 then '00D' || reverse(lpad((n / 50)::text, 12, '0')) end, '%s', false, '{"ring": "early"}',
                       '2026-11-21', case when n %% 100 = 0 then '2026-11-20'::timestamptz end
                  from generate_series(%d, %d) as n cross join unnest(array['%s', '033000000000002']) as package
                """.formatted(VERSION, from, to, PACKAGE),
                """
                insert into org_policy (package_key, org_key, hold_by, hold_reason)
                select '%s', '00D' || reverse(lpad(n::text, 12, '0')), 'ann', 'incident' from generate_series(%d, %d) as n
                 where n %% 10 = 0
                """.formatted(PACKAGE, from, to),
                """
                insert into org_successor (package_key, org_key, predecessor_key, guessed_at)
                select '%s', '00D' || reverse(lpad(n::text, 12, '0')), '00D' || reverse(lpad((n - 1)::text, 12, '0')), now()
                  from generate_series(%d, %d) as n where n %% 20 = 0
                """.formatted(PACKAGE, from, to),
                """
                insert into register_snapshot (package_key, snapshot_id, as_of, obsolete)
                select '%s', id, '2026-11-22T12:00:00Z', id = 'obsolete' from unnest(array['obsolete', 'whole', 'young']) as id
                on conflict do nothing
                """.formatted(PACKAGE),
                """
                insert into register_page
                select '%s', id, %d + page, count(*), min(org_key), max(org_key), array_agg(org_key)
                  from (select org_key, (row_number() over (order by org_key) - 1) / 500 as page
                          from (select '00D' || reverse(lpad(n::text, 12, '0')) collate "C" as org_key
                                  from generate_series(%d, %d) as n where n %% 100 <> 1) keys) pages
                 cross join unnest(array['obsolete', 'whole']) as id
                 group by id, page
                """.formatted(PACKAGE, from, from, to));
    }

    private static void feeding(HotStatements hot, FedOrgs orgs, Snapshots snapshots) {
        var pages = List.of(new SubscribersListed(
                "request", PACKAGE, "young", 90_001, each(1, RegisterStatementsIT::same), Optional.empty()));
        var step = new Comparison(PACKAGE, WHOLE, Optional.empty(), org(5_000).value());
        var end = org(5_500).value();
        var first = step.after().compareTo(end) < 0 ? step.after() : end;
        hot.add("merge the same", BATCH, () -> orgs.merge(PACKAGE, each(1, RegisterStatementsIT::same), NOON))
                .add("merge changes", BATCH, () -> orgs.merge(PACKAGE, each(1, RegisterStatementsIT::changed), NOON))
                .add(
                        "merge new ones",
                        BATCH,
                        () -> orgs.merge(PACKAGE, each(ROWS + 1, RegisterStatementsIT::same), NOON))
                .add("end of a step", BATCH, () -> orgs.stepEnd(step, BATCH))
                .add(
                        "mark gone",
                        // The pages that the step begins and ends in are looked at as a whole.
                        3 * BATCH,
                        () -> orgs.markGone(
                                new Comparison(PACKAGE, WHOLE, Optional.empty(), first),
                                orgs.stepEnd(new Comparison(PACKAGE, WHOLE, Optional.empty(), first), BATCH)
                                        .orElse("~")))
                .add("a snapshot", 1, () -> snapshots.find(PACKAGE, "whole"))
                .add("note pages", BATCH, () -> snapshots.note(PACKAGE, new SnapshotAge(NOON, "young"), pages))
                .add("told by newer", 1, () -> snapshots.toldByNewer(PACKAGE, WHOLE, "00D0", "00D9"))
                .add("whole", 1, () -> snapshots.isWhole(PACKAGE, "whole"))
                .add("end", 1, () -> snapshots.end(PACKAGE, WHOLE, 40, ROWS))
                .add("obsolete", 1, () -> snapshots.obsolete(PACKAGE, WHOLE, true))
                .add("clean up", 20, () -> snapshots.cleanUp(20));
    }

    private static void guessing(HotStatements hot, SuccessionTable successions) {
        var some = each(1, RegisterStatementsIT::org).stream()
                .filter(org -> org.hashCode() % 5 == 0)
                .toList();
        // A parent has ten sandboxes, and each is looked at.
        hot.add("guess of new", 10 * BATCH, () -> successions.guessOfNew(PACKAGE, some, 5, NOON))
                .add(
                        "guess of gone",
                        10 * BATCH,
                        () -> successions.guessOfGone(PACKAGE, some, Optional.empty(), 5, NOON))
                .add("successions of an org", 1, () -> successions.of(PACKAGE, org(20)));
    }

    private static void editing(HotStatements hot, OrgLabels labels, OrgPolicies policies) {
        var orgs = each(1, RegisterStatementsIT::org);
        var hold = new OrgPolicy(
                Optional.empty(), Optional.of(new Hold("ann", "incident", Optional.of(NOON))), Optional.empty());
        hot.add("labels", BATCH, () -> labels.of(PACKAGE, orgs))
                .add("save labels", BATCH, () -> labels.save(PACKAGE, all(orgs, Labels.of(Map.of("ring", "late")))))
                .add("policies", BATCH, () -> policies.of(PACKAGE, orgs))
                .add("save policies", BATCH, () -> policies.save(PACKAGE, all(orgs, hold)))
                .add("lift policies", BATCH, () -> policies.save(PACKAGE, all(orgs, OrgPolicy.NONE)));
    }

    /** Outside of a transaction of its own, which the test has begun. */
    private static void reading(HotStatements hot, Jdbi jdbi) {
        var register =
                new Register(jdbi, new Registers(jdbi), PlannerConfigs.with(Map.of("register.looked-through", "500")));
        var id = new PackageId(PACKAGE);
        hot.add("page", BATCH, () -> register.page(id, Optional.of(org(9_000)), Optional.empty(), 50))
                .add(
                        "page of those that are gone",
                        BATCH,
                        () -> register.page(id, Optional.of(org(9_000)), Optional.of(true), 50))
                .add("find", 1, () -> register.find(id, org(9_000)))
                .add("read all", ROWS, () -> register.read(id, (_, orgs) -> orgs.count()));
    }

    private static <V> Map<OrgKey, V> all(List<OrgKey> orgs, V value) {
        var values = new HashMap<OrgKey, V>();
        orgs.forEach(org -> values.put(org, value));
        return values;
    }

    private static SubscriberRow same(int number) {
        return row(number, "Active");
    }

    private static SubscriberRow changed(int number) {
        return row(number, "Inactive");
    }

    private static SubscriberRow row(int number, String status) {
        boolean sandbox = number % 5 == 0;
        return new SubscriberRow(
                org(number),
                "Org " + number % 3,
                status,
                sandbox ? "Sandbox" : "Production",
                "NA1",
                sandbox ? Optional.of(org(number / 50)) : Optional.empty(),
                VERSION,
                false);
    }

    /** Keys come in no order, as real ones do: one that follows the rows makes going through an index look cheap. */
    private static OrgKey org(int number) {
        return new OrgKey("00D" + new StringBuilder("%012d".formatted(number)).reverse());
    }

    private static <T> List<T> each(int from, Function<Integer, T> row) {
        return Stream.iterate(from, number -> number + 1).limit(BATCH).map(row).toList();
    }
}
