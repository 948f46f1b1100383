package io.pushwave.status.org.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.Gathered;
import io.pushwave.messaging.plans.HotStatements;
import io.pushwave.messaging.plans.MeasuredSchema;
import io.pushwave.status.campaign.postgres.CampaignEventRows;
import io.pushwave.status.org.AttemptsChange;
import io.pushwave.status.org.CampaignRules;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgState;
import io.pushwave.status.org.postgres.OrgPages.Filter;
import io.pushwave.status.org.timeline.OrgObservation;
import io.pushwave.status.postgres.CampaignLocks;
import io.pushwave.status.postgres.Reads;
import io.pushwave.status.release.ReleaseOutcome;
import io.pushwave.status.release.ReleaseView;
import io.pushwave.status.release.postgres.ReleaseRows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statement on the tables of the view that grow with the orgs. */
class HotStatementsIT {
    private static final Reads UNBOUNDED = new Reads() {
        @Override
        public <T> T within(Supplier<T> read) {
            return read.get();
        }
    };

    private static final int ROWS = 50_000;
    private static final int BATCH = 1_000;
    private static final int PAGE = 100;
    private static final OrgKey AFTER = new OrgKey("00D000000010000");
    private static final Instant AT = Instant.parse("2026-02-01T00:00:00Z");
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
                "db/status")) {
            var jdbi = SetStatements.inTransactionsOf(schema.dataSource());
            var hot = new HotStatements();
            folding(hot, jdbi);
            paging(hot, new OrgPages(jdbi, UNBOUNDED));
            searching(hot, new OrgNameRows(jdbi, UNBOUNDED));
            releases(hot, new ReleaseRows(jdbi, UNBOUNDED));
            schema.grow(gathered, HotStatementsIT::rows, ROWS, hot);

            var tooMuch = hot.tooMuch(schema);

            assertThat(tooMuch).isEmpty();
        }
    }

    /**
     * The first 20,000 orgs of two campaigns wait; of the others each thousand is at another step. Waves follow each other in the
     * order of the keys; the last few orgs have results that do not count, or were tried again.
     */
    private static List<String> rows(int from, int to) {
        return List.of(
                """
                insert into campaign_view (campaign_id, created_at, began_at, newest_at, resumed_sequence, sequences, state)
                select 'campaign' || n, '2026-01-01', '2026-01-01'::timestamptz + n * interval '1 s', '2026-01-01', 0, '', 'RUNNING'
                  from generate_series(1, 2) as n on conflict do nothing
                """,
                """
                insert into wave_view (campaign_id, number, name, kind, planned, tolerated_failures)
                select 'campaign' || c, n, 'Wave ' || n, 'SHARE', 20000, 9
                  from generate_series(1, 2) as c cross join generate_series(1, 3) as n on conflict do nothing
                """,
                """
                insert into org_view (campaign_id, org_key, org_name, org_type, org_status, instance_name,
                                      installed_version_id, plan_revision, wave, planned_at, results, highest_attempt, attempt, step,
                                      updated_at, strays)
                select 'campaign' || c, '00D' || reverse(lpad(n::text, 12, '0')), 'Org ' || n, 'Production', 'Active', 'NA1',
                       '04t000000000ABcAAM', 1, 1 + n / 20000, '2026-01-01', '[]',
                       case when n > 49900 then 2 else 0 end, 0,
                       case when n <= 20000 then 'WAITING'
                            else (array['SCHEDULED', 'STARTED', 'SUCCEEDED', 'FAILED'])[1 + n / 1000 %% 4] end, '2026-01-01',
                       case when n > 49900 then 1 else 0 end
                  from generate_series(%d, %d) as n cross join generate_series(1, 2) as c
                """.formatted(from, to),
                """
                insert into org_timeline (campaign_id, org_key, message_id, at, what, attempt, detail)
                select 'campaign1', '00D' || reverse(lpad(n::text, 12, '0')), '/planner message-' || n, '2026-01-01', 'PLANNED', 0, ''
                  from generate_series(%d, %d) as n
                """.formatted(from, to),
                """
                insert into org_name (org_key, name)
                select '00D' || reverse(lpad(n::text, 12, '0')), 'Org ' || n from generate_series(%d, %d) as n
                """.formatted(from, to),
                """
                insert into campaign_event (campaign_id, sequence, type, at, payload)
                select 'campaign1', n, 'io.pushwave.wave-opened.v1', '2026-01-01',
                       jsonb_build_object('campaignId', 'campaign1', 'sequence', n, 'at', '2026-01-01T00:00:00Z',
                                          'wave', 1)
                  from generate_series(%d, %d) as n
                """.formatted(from, to),
                """
                insert into release_view (release_id, source, event_id, package_id, package_version_id, first_at, outcome,
                                          outcome_at)
                select 'release-' || n, '/ci', 'build-' || n, '03300000000000' || (1 + n / 40000),
                       '04t000000000ABcAAM', '2026-01-01'::timestamptz + n * interval '1 s',
                       case when n between 20000 and 21000 then 'REJECTED' else 'ACCEPTED' end, '2026-01-01'
                  from generate_series(%d, %d) as n
                """.formatted(from, to));
    }

    private static void folding(HotStatements hot, Jdbi jdbi) {
        var rows = new OrgRows(
                jdbi,
                new CampaignLocks(jdbi),
                new WaveCountRows(jdbi),
                new StrayCountRows(jdbi),
                new TimelineRows(jdbi, UNBOUNDED),
                new OrgNameRows(jdbi, UNBOUNDED));
        hot.add("fold what is new", BATCH, () -> rows.fold(plan(ROWS + 1)))
                .add("fold what was planned", BATCH, () -> rows.fold(results(1)))
                .add("fold again", BATCH, () -> rows.fold(plan(1)))
                .add(
                        "scenario of an org",
                        20,
                        () -> new TimelineRows(jdbi, UNBOUNDED).of(new OrgId("campaign1", org(20_000)), 20))
                .add("judge again", 100, () -> rows.judgeAgain("campaign1", new AttemptsChange(OptionalInt.empty(), 1)))
                .add(
                        "timeline of a campaign",
                        PAGE,
                        () -> new CampaignEventRows(jdbi, UNBOUNDED).after("campaign1", 20_000, PAGE));
    }

    private static void paging(HotStatements hot, OrgPages pages) {
        var one = EnumSet.of(OrgState.SUCCEEDED);
        var some = EnumSet.of(OrgState.FAILED, OrgState.RETRYING, OrgState.SCHEDULED);
        var none = Set.<OrgState>of();
        hot.add("page", PAGE, () -> page(pages, none, OptionalInt.empty(), Optional.empty()))
                .add("page of a state", PAGE, () -> page(pages, one, OptionalInt.empty(), Optional.empty()))
                .add(
                        "page of what all wait in",
                        PAGE,
                        () -> page(pages, EnumSet.of(OrgState.WAITING), OptionalInt.empty(), Optional.empty()))
                .add("page of states", PAGE * 3, () -> page(pages, some, OptionalInt.empty(), Optional.empty()))
                .add("page of a wave", PAGE, () -> page(pages, none, OptionalInt.of(3), Optional.empty()))
                .add("page of a name", PAGE, () -> page(pages, none, OptionalInt.empty(), Optional.of("Org 4999")))
                .add("page of an id", PAGE, () -> page(pages, none, OptionalInt.empty(), Optional.of("00D40")))
                .add(
                        "page of a name and a state",
                        PAGE,
                        () -> page(pages, one, OptionalInt.of(3), Optional.of("Org 4999")))
                .add("page of strays", PAGE, () -> pages.withStrays("campaign1", Optional.of(AFTER), PAGE))
                .add("one org", 1, () -> pages.find(new OrgId("campaign1", org(20_000))))
                .add("one org in all campaigns", 20, () -> pages.acrossCampaigns(org(20_000), 20))
                .add(
                        "some orgs in their newest campaign",
                        PAGE,
                        () -> pages.newest(each(30_000, HotStatementsIT::org).subList(0, PAGE)));
    }

    private static void page(OrgPages pages, Set<OrgState> states, OptionalInt wave, Optional<String> text) {
        var rules = new CampaignRules(OptionalInt.of(3), false);
        pages.list(
                "campaign1",
                rules,
                new Filter(states, wave, Optional.empty(), Optional.empty(), text, Optional.of(AFTER)),
                PAGE);
    }

    private static void searching(HotStatements hot, OrgNameRows names) {
        var after = Optional.of(AFTER);
        hot.add("names with a part", PAGE, () -> names.byPartOfName("oRG 4999", after, PAGE))
                .add("ids with a beginning", PAGE, () -> names.byBeginningOfKey("00D40", after, PAGE))
                .add("an id in another case", 5, () -> names.inAnotherCase("00d000000020000"))
                .add("a known id", 1, () -> names.known(org(20_000)))
                .add("an unknown id", 1, () -> names.known(org(ROWS * 2)));
    }

    private static void releases(HotStatements hot, ReleaseRows releases) {
        var one = Optional.of("033000000000001");
        var rejected = Optional.of(ReleaseOutcome.REJECTED);
        hot.add("fold new releases", BATCH, () -> releases.fold(reports(ROWS + 1)))
                .add("fold known releases", BATCH, () -> releases.fold(reports(1)))
                .add("page of releases", PAGE, () -> page(releases, Optional.empty(), Optional.empty()))
                .add("page of rejected releases", PAGE, () -> page(releases, Optional.empty(), rejected))
                // Three outcomes, a page of each.
                .add("page of a package's releases", PAGE * 3, () -> page(releases, one, Optional.empty()))
                .add("page of a package's rejected releases", PAGE, () -> page(releases, one, rejected));
    }

    private static void page(ReleaseRows releases, Optional<String> packageId, Optional<ReleaseOutcome> outcome) {
        var after = new ReleaseRows.Position(Instant.parse("2026-01-01T13:00:00Z"), "release-46800");
        releases.list(new ReleaseRows.Filter(packageId, outcome, Optional.of(after)), PAGE);
    }

    private static List<ReleaseView> reports(int from) {
        return each(
                from,
                number -> ReleaseView.of(new ReleaseRejected(
                        new Release(
                                "release-" + number,
                                "/ci",
                                "build-" + number,
                                "033000000000001",
                                "04t000000000009",
                                Optional.empty(),
                                Optional.empty()),
                        AT,
                        "nobody-left",
                        "Nobody is left.",
                        Optional.empty())));
    }

    private static List<OrgObservation> plan(int from) {
        return each(
                from,
                number -> OrgObservation.of(
                        "/planner plan-" + number,
                        new OrgPlanned(
                                "campaign1",
                                1,
                                new OrgDescription(
                                        org(number),
                                        "Org " + number,
                                        "Production",
                                        "Active",
                                        "NA1",
                                        Optional.empty(),
                                        "04t000000000ABcAAM"),
                                1,
                                AT)));
    }

    private static List<OrgObservation> results(int from) {
        return each(
                from,
                number -> OrgObservation.of(
                        "/executor result-" + number,
                        new PushStarted(
                                new Subject("command-" + number, "campaign1", org(number), 1, 1),
                                AT,
                                "job-" + number)));
    }

    /** Keys come in no order, as real ones do: one that follows the rows makes going through an index look cheap. */
    private static OrgKey org(int number) {
        return new OrgKey("00D" + new StringBuilder("%012d".formatted(number)).reverse());
    }

    private static <T> List<T> each(int from, IntFunction<T> row) {
        return IntStream.range(from, from + BATCH).mapToObj(row).toList();
    }
}
