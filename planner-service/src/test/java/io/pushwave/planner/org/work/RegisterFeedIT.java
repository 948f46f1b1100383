package io.pushwave.planner.org.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.MeasuredSchema;
import io.pushwave.planner.PlannerConfigs;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.label.postgres.OrgLabels;
import io.pushwave.planner.org.postgres.FedOrgs;
import io.pushwave.planner.org.postgres.Registers;
import io.pushwave.planner.org.postgres.Snapshots;
import io.pushwave.planner.org.successor.Succession;
import io.pushwave.planner.org.successor.Succession.Verdict.Confirmed;
import io.pushwave.planner.org.successor.postgres.SuccessionTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of snapshots, whatever the order in which their messages come; {@code -Dpushwave.register.histories=N} walks longer. */
class RegisterFeedIT {
    private static final int HISTORIES = Integer.getInteger("pushwave.register.histories", 40);
    private static final long SEED = Long.getLong("pushwave.seed", System.nanoTime());
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();
    private static MeasuredSchema schema;
    private static int packages;

    private Jdbi jdbi;
    private Registers registers;
    private OrgLabels labels;
    private SuccessionTable successions;
    private FeedRegister feed;
    private CompareRegister compare;
    private String packageId;

    @BeforeAll
    static void start() throws SQLException {
        INFRASTRUCTURE.postgres().start();
        schema = MeasuredSchema.create(
                INFRASTRUCTURE.postgres(), Path.of("src/main/resources/application.properties"), "db/planner");
    }

    @AfterAll
    static void stop() throws SQLException {
        schema.close();
        INFRASTRUCTURE.postgres().close();
    }

    @BeforeEach
    void create() {
        jdbi = SetStatements.inTransactionsOf(schema.dataSource());
        registers = new Registers(jdbi);
        labels = new OrgLabels(jdbi);
        successions = new SuccessionTable(jdbi);
        var config = PlannerConfigs.with(Map.of("register.orgs-compared", "7", "register.pages-removed", "3"));
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var snapshots = new Snapshots(jdbi);
        var orgs = new FedOrgs(jdbi);
        feed = new FeedRegister(registers, snapshots, orgs, successions, config, clock);
        compare = new CompareRegister(registers, snapshots, orgs, successions, config, clock);
        packageId = nextPackage();
    }

    private static String nextPackage() {
        return "033%012d".formatted(++packages);
    }

    @Test
    void whateverComesInWhateverOrderTheNewestSnapshotThatTellsOfAnOrgCounts() {
        for (int history = 0; history < HISTORIES; history++) {
            long seed = SEED + history;
            System.out.printf("replay with -Dpushwave.seed=%d -Dpushwave.register.histories=1%n", seed);
            walk(new Random(seed), nextPackage(), "seed " + seed);
        }
    }

    private void walk(Random random, String id, String name) {
        var messages = new RandomSnapshots(random, id).messages();
        var model = new ModelRegister();
        var ofRevision = new HashMap<Long, SortedMap<OrgKey, String>>();
        var labelled = new HashMap<OrgKey, Labels>();
        for (int from = 0; from < messages.size(); ) {
            int to = Math.min(messages.size(), from + random.nextInt(1, 21));
            deliver(messages.subList(from, to), model);
            from = to;
            label(random, id, labelled);
            switch (random.nextInt(3)) {
                case 0 -> compareAll(id, model, name);
                case 1 -> compare.step();
                default -> {}
            }
            var now = orgs(id);
            var revision = registers.state(id).orElseThrow().revision();
            assertThat(ofRevision.computeIfAbsent(revision, _ -> now)).as(name).isEqualTo(now);
        }
        compareAll(id, model, name);
        assertThat(labels.of(id, labelled.keySet())).as(name).isEqualTo(labelled);
        assertThat(count("register_page", id))
                .as(name + ": pages of whole and older snapshots are removed")
                .isLessThan(60);
    }

    /** As the receiver of messages does: pages that follow one another are taken together. */
    private void deliver(List<SubscriberInventory> batch, ModelRegister model) {
        var pages = new ArrayList<SubscribersListed>();
        for (var message : batch) {
            switch (message) {
                case SubscribersListed page -> {
                    pages.add(page);
                    model.page(page);
                }
                case SnapshotCompleted end -> {
                    feed.pages(pages);
                    pages.clear();
                    feed.ended(end);
                    model.end(end);
                }
                default -> throw new AssertionError(message);
            }
        }
        feed.pages(pages);
    }

    private void compareAll(String id, ModelRegister model, String name) {
        while (compare.step()) {
            // To the end.
        }
        assertThat(orgs(id)).as(name).isEqualTo(model.orgs());
        assertThat(registers.state(id).orElseThrow().asOf()).as(name).isEqualTo(model.asOf());
    }

    /** Labels are what a snapshot must not touch. */
    private void label(Random random, String id, Map<OrgKey, Labels> labelled) {
        var org = RandomSnapshots.org(random.nextInt(40));
        if (labels.of(id, org).isPresent()) {
            var some = Labels.of(Map.of("ring", "r" + random.nextInt(100)));
            labels.save(id, Map.of(org, some));
            registers.changed(id);
            labelled.put(org, some);
        }
    }

    private SortedMap<OrgKey, String> orgs(String id) {
        Map<OrgKey, String> orgs = jdbi.withHandle(handle -> handle.createQuery("""
                        select org_key, concat_ws('|', name, type, status, instance, coalesce(parent_org, ''), installed_version,
                               case when push_blocked then 'true' else 'false' end)
                               || case when gone_at is null then '' else ' gone' end as facts
                          from org where package_key = :package""")
                .bind("package", id)
                .map((row, _) -> Map.entry(new OrgKey(row.getString("org_key")), row.getString("facts")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
        return new TreeMap<>(orgs);
    }

    private long count(String table, String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from " + table + " where package_key = :package")
                        .bind("package", id)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void aSnapshotThatTellsNothingNewChangesNothing() {
        // Given
        snapshot(1, sandbox(1, 9, "Acme"), sandbox(2, 9, "Beta"));
        var before = registers.state(packageId).orElseThrow();
        var rows = jdbi.withHandle(
                handle -> handle.createQuery("select xmin::text || ctid::text from org where package_key = :package")
                        .bind("package", packageId)
                        .mapTo(String.class)
                        .list());

        // When
        snapshot(2, sandbox(1, 9, "Acme"), sandbox(2, 9, "Beta"));

        // Then
        var after = registers.state(packageId).orElseThrow();
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.asOf()).contains(NOON.plusSeconds(2));
        var unwritten = jdbi.withHandle(handle -> handle.createQuery(
                        "select xmin::text || ctid::text from org where package_key = :package and xmax = 0")
                .bind("package", packageId)
                .mapTo(String.class)
                .list());
        assertThat(unwritten).as("no row was written, nor locked").isEqualTo(rows);
    }

    @Test
    void anEmptySnapshotThatIsWholeLeavesNobody() {
        snapshot(1, sandbox(1, 9, "Acme"), sandbox(2, 9, "Beta"));

        snapshot(2);

        assertThat(orgs(packageId).values()).allMatch(facts -> facts.endsWith(" gone"));
    }

    @Test
    void aSandboxThatIsRefreshedBetweenTwoSnapshotsIsTakenForItsSuccessor() {
        snapshot(1, sandbox(1, 9, "Acme"), sandbox(2, 9, "Beta"), sandbox(3, 8, "Acme"));

        snapshot(2, sandbox(2, 9, "Beta"), sandbox(3, 8, "Acme"), sandbox(4, 9, "Acme"));

        assertThat(guesses()).containsExactly("4 was 1");
    }

    @Test
    void aSandboxThatComesLaterIsTakenForTheSuccessorOfTheOneThatWent() {
        snapshot(1, sandbox(1, 9, "Acme"), sandbox(2, 9, "Beta"));
        snapshot(2, sandbox(2, 9, "Beta"));

        snapshot(3, sandbox(2, 9, "Beta"), sandbox(4, 9, "Acme"));

        assertThat(guesses()).containsExactly("4 was 1");
    }

    @Test
    void aSandboxThatWasThereBesideTheOtherIsNotItsSuccessor() {
        snapshot(1, sandbox(1, 9, "Acme"));
        snapshot(2, sandbox(1, 9, "Acme"), sandbox(4, 9, "Acme"));

        snapshot(3, sandbox(4, 9, "Acme"));

        assertThat(guesses()).isEmpty();
    }

    @Test
    void whereSeveralAreRefreshedAtOnceAllPairsAreListed() {
        snapshot(1, sandbox(1, 9, "Acme"), sandbox(2, 9, "Acme"));

        snapshot(2, sandbox(3, 9, "Acme"), sandbox(4, 9, "Acme"));

        assertThat(guesses()).containsExactly("3 was 1", "3 was 2", "4 was 1", "4 was 2");
    }

    @Test
    void aSandboxThatIsRefreshedAgainIsTakenForTheSuccessorOfTheLastOne() {
        snapshot(1, sandbox(1, 9, "Acme"));
        snapshot(2, sandbox(2, 9, "Acme"));

        snapshot(3, sandbox(3, 9, "Acme"));

        assertThat(guesses()).containsExactly("2 was 1", "3 was 2");
    }

    @Test
    void whoIsKnownToHaveASuccessorIsNotGuessedToHaveAnother() {
        snapshot(1, sandbox(1, 9, "Acme"));
        snapshot(2, sandbox(2, 9, "Acme"));
        var guess = successions.of(packageId, org(2)).getFirst();
        successions.decide(
                packageId,
                List.of(new Succession(
                        guess.org(), guess.predecessor(), guess.guessedAt(), new Confirmed("ann", NOON))));

        snapshot(3, sandbox(2, 9, "Acme"), sandbox(3, 9, "Acme"));

        assertThat(guesses()).containsExactly("2 was 1");
    }

    private List<String> guesses() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select right(org_key, 1) || ' was ' || right(predecessor_key, 1) from org_successor
                         where package_key = :package order by 1""")
                .bind("package", packageId)
                .mapTo(String.class)
                .list());
    }

    private void snapshot(int number, SubscriberRow... rows) {
        var asOf = NOON.plusSeconds(number);
        feed.pages(List.of(new SubscribersListed(
                "request", packageId, "snapshot-" + number, 1, List.of(rows), Optional.of(asOf))));
        feed.ended(new SnapshotCompleted("request", packageId, "snapshot-" + number, 1, rows.length, asOf));
        while (compare.step()) {
            // To the end.
        }
    }

    private static OrgKey org(int number) {
        return RandomSnapshots.org(number);
    }

    private static SubscriberRow sandbox(int number, int parent, String name) {
        return new SubscriberRow(
                org(number), name, "Active", "Sandbox", "CS1", Optional.of(org(parent)), "04t000000000001", false);
    }
}
