package io.pushwave.planner.dispatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.Gathered;
import io.pushwave.messaging.plans.HotStatements;
import io.pushwave.messaging.plans.MeasuredSchema;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.dispatch.OrgOutcome;
import io.pushwave.planner.dispatch.OrgPushState;
import io.pushwave.planner.dispatch.OrgResult;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.postgres.Inventory;
import io.pushwave.planner.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statement on the tables of the planner that grow with the orgs. */
class HotStatementsIT {
    private static final int ROWS = 50_000;
    private static final int BATCH = 1_000;
    private static final String PACKAGE = "033000000000ABcAAM";
    private static final String VERSION = "04t000000000ABcAAM";
    private static final CampaignId CAMPAIGN = new CampaignId("campaign");
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
            orgPushes(hot, new OrgPushes(jdbi), new PlanEntries(jdbi));
            inventory(hot, new Inventory(jdbi));
            schema.grow(gathered, HotStatementsIT::rows, ROWS, hot);

            var tooMuch = hot.tooMuch(schema);

            assertThat(tooMuch).isEmpty();
        }
    }

    /** The first 20,000 orgs wait in wave 2; those after them are at every state, in wave 1. */
    private static List<String> rows(int from, int to) {
        return List.of(
                """
                insert into wave (campaign_id, number, name, kind, planned, tolerated, waiting, commanded, retrying, failed)
                select * from (values ('campaign', 1, 'half', 'SHARE', 50000, 5000, 0, 50000, 50000, 50000),
                                      ('campaign', 2, 'rest', 'REST', 50000, 5000, 50000, 0, 0, 0)) as w
                on conflict do nothing
                """, """
                insert into org_push (campaign_id, org_key, wave, rank, state, attempt, next_attempt_at)
                select 'campaign', '00D' || reverse(lpad(n::text, 12, '0')), case when n <= 20000 then 2 else 1 end, n,
                       case when n <= 20000 then 'WAITING' when n <= 40000 then 'COMMANDED' when n <= 42000 then 'RETRYING'
                            when n <= 44000 then 'FAILED' else 'SUCCEEDED' end,
                       case when n <= 20000 then 0 else 1 end,
                       case when n between 40001 and 42000 then '2026-01-01'::timestamptz end
                  from generate_series(%d, %d) as n
                """.formatted(from, to), """
                insert into org_exclusion (campaign_id, org_key, reason)
                select 'campaign', '00D' || reverse(lpad((n + 1000000)::text, 12, '0')), 'PINNED'
                  from generate_series(%d, %d) as n
                """.formatted(from, to), """
                insert into inventory_snapshot (snapshot_id, request_id, received_at, complete, obsolete)
                select * from (values ('planned', 'release', now(), true, false),
                                      ('obsolete', 'release', now(), false, true)) as s
                on conflict do nothing
                """, """
                insert into inventory_page select 'planned', n / 500 + 1, 500 from generate_series(%d, %d) as n
                on conflict do nothing
                """.formatted(from, to), """
                insert into org (package_key, org_key, name, type, status, instance, installed_version, push_blocked, first_seen)
                select '%s', '00D' || reverse(lpad((n + extra)::text, 12, '0')), 'Org ' || n, 'Production', 'Active', 'NA1', '%s',
                       false, '2026-01-01'
                  from generate_series(%d, %d) as n cross join unnest(array[0, 1000000]) as extra
                """.formatted(
                                PACKAGE.substring(0, 15), VERSION.substring(0, 15), from, to));
    }

    private static List<Plan.Entry> newEntries() {
        var planned = each(ROWS + 1, number -> new Plan.Entry(org(number), 2, number, Optional.empty()));
        var excluded = each(
                ROWS + BATCH + 1,
                number -> new Plan.Entry(org(number), 0, 0, Optional.of(ExclusionReason.BLOCKED_BY_SUBSCRIBER)));
        return Stream.concat(planned.stream(), excluded.stream()).toList();
    }

    private static void orgPushes(HotStatements hot, OrgPushes orgs, PlanEntries entries) {
        var now = Instant.parse("2026-02-01T00:00:00Z");
        hot.add("store entries", 2 * BATCH, () -> entries.store(CAMPAIGN, newEntries()))
                .add(
                        "page of entries",
                        4 * BATCH,
                        () -> entries.page(CAMPAIGN, new PackageId(PACKAGE), "00D000000010000", BATCH))
                .add("remove entries", 2 * BATCH, () -> entries.remove(CAMPAIGN, BATCH))
                .add("commandWaiting", BATCH, () -> orgs.commandWaiting(CAMPAIGN, 2, now, BATCH))
                .add("commandRetries", BATCH, () -> orgs.commandRetries(CAMPAIGN, now, BATCH))
                .add("nextRetryAt", 1, () -> orgs.nextRetryAt(CAMPAIGN))
                .add("fold", BATCH, () -> orgs.fold(results(30_001, OrgPushState.SUCCEEDED)))
                .add("fold again", BATCH, () -> orgs.fold(results(45_001, OrgPushState.SUCCEEDED)))
                .add("correct", BATCH, () -> orgs.correct(results(42_001, OrgPushState.SUCCEEDED)))
                .add("cancelRest", 2 * BATCH, () -> orgs.cancelRest(CAMPAIGN, BATCH));
    }

    private static void inventory(HotStatements hot, Inventory inventory) {
        var page = each(ROWS + 1, HotStatementsIT::subscriber).subList(0, 500);
        var pages = List.of(
                new SubscribersListed("release", PACKAGE, "planned", 1_001, page, Optional.empty()),
                new SubscribersListed("release", PACKAGE, "other", 1, page, Optional.empty()));
        hot.add("note pages", 2, () -> inventory.note(pages, Instant.EPOCH))
                .add("pages of a snapshot", 101, () -> inventory.state("planned"))
                .add("complete", 2, () -> inventory.complete("planned", "release", Instant.EPOCH))
                .add("clean up", 2, inventory::cleanUp);
    }

    private static SubscriberRow subscriber(int number) {
        return new SubscriberRow(
                org(number), "Org " + number, "Active", "Production", "NA1", Optional.empty(), VERSION, false);
    }

    private static List<OrgResult> results(int from, OrgPushState state) {
        return each(
                from,
                number -> new OrgResult(CAMPAIGN, org(number), 1, new OrgOutcome(state, Optional.empty(), false)));
    }

    /** Keys come in no order, as real ones do: one that follows the rows makes going through an index look cheap. */
    private static OrgKey org(int number) {
        return new OrgKey("00D" + new StringBuilder("%012d".formatted(number)).reverse());
    }

    private static <T> List<T> each(int from, IntFunction<T> row) {
        return IntStream.range(from, from + BATCH).mapToObj(row).toList();
    }
}
