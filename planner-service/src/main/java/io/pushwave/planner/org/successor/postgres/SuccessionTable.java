package io.pushwave.planner.org.successor.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.successor.Succession;
import io.pushwave.planner.org.successor.Succession.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Which orgs may be, are and are not refreshed sandboxes. */
@ApplicationScoped
public class SuccessionTable {
    /**
     * Sandboxes that are gone, of the same parent and name, unless another org is known to be their successor, or has been taken for
     * it and is gone as well: then that one is the predecessor.
     */
    private static final String FREE = """
            old.gone_at is not null and old.type = 'Sandbox'
               and not exists (select from org_successor other
                                where other.package_key || ' ' || other.predecessor_key = old.package_key || ' ' || old.org_key
                                  and other.rejected_at is null
                                  and (other.confirmed_at is not null
                                       or exists (select from org next where next.package_key = other.package_key
                                                     and next.org_key = other.org_key and next.gone_at is not null)))
            """;

    private static final String GUESS_OF_NEW = """
            insert into org_successor (package_key, org_key, predecessor_key, guessed_at)
            select :package, young.org_key, predecessor.org_key, :now
              from unnest(:orgs) as fresh (org_key)
             cross join lateral (select * from org where package_key = :package and org_key = fresh.org_key offset 0) young
             cross join lateral (select old.org_key from org old
                                  where old.package_key = :package and old.parent_org = young.parent_org
                                    and old.name = young.name and old.org_key <> young.org_key and %s
                                  order by old.gone_at desc, old.org_key limit :most) predecessor
            on conflict do nothing
            """.formatted(FREE);

    private static final String GUESS_OF_GONE = """
            insert into org_successor (package_key, org_key, predecessor_key, guessed_at)
            select :package, successor.org_key, old.org_key, :now
              from unnest(:orgs) as gone (org_key)
             cross join lateral (select * from org where package_key = :package and org_key = gone.org_key offset 0) old
             cross join lateral (select young.org_key from org young
                                  where young.package_key = :package and young.parent_org = old.parent_org
                                    and young.name = old.name and young.type = 'Sandbox' and young.gone_at is null
                                    and young.first_seen > coalesce(:before, '-infinity'::timestamptz)
                                    and not exists (select from org_successor own
                                                     where own.package_key = :package and own.org_key = young.org_key
                                                       and own.confirmed_at is not null)
                                  order by young.first_seen desc, young.org_key limit :most) successor
             where %s
            on conflict do nothing
            """.formatted(FREE);

    /** Who may be the one that went last need not be the one before it as well. */
    private static final String DROP_DISTANT = """
            delete from org_successor where ctid = any (array(
                select distant.ctid from unnest(:orgs) as gone (org_key)
                 cross join lateral (select predecessor_key from org_successor
                                      where package_key = :package and org_key = gone.org_key and rejected_at is null
                                     offset 0) earlier
                 cross join lateral (select org_key from org_successor
                                      where package_key || ' ' || predecessor_key = :package || ' ' || gone.org_key offset 0) later
                 cross join lateral (select ctid from org_successor
                                      where package_key = :package and org_key = later.org_key
                                        and predecessor_key = earlier.predecessor_key and confirmed_at is null
                                        and rejected_at is null offset 0) distant))
            """;

    private final Jdbi jdbi;

    public SuccessionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Guesses which orgs that are gone new sandboxes were before.
     *
     * @param most so many of each, those that went last
     */
    public void guessOfNew(String packageKey, Collection<OrgKey> orgs, int most, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(GUESS_OF_NEW)
                .bind("package", packageKey)
                .bind("orgs", Columns.texts(orgs, OrgKey::value))
                .bind("now", now)
                .bind("most", most)
                .execute());
    }

    /**
     * Guesses which new sandboxes orgs have become that are gone.
     *
     * @param before the moment of the last whole snapshot that had them; what was there by then is something else
     * @param most so many of each, those that came last
     */
    public void guessOfGone(
            String packageKey, Collection<OrgKey> orgs, Optional<Instant> before, int most, Instant now) {
        var keys = Columns.texts(orgs, OrgKey::value);
        jdbi.useHandle(handle -> {
            handle.createUpdate(GUESS_OF_GONE)
                    .bind("package", packageKey)
                    .bind("orgs", keys)
                    .bind("before", before.orElse(null))
                    .bind("now", now)
                    .bind("most", most)
                    .execute();
            handle.createUpdate(DROP_DISTANT)
                    .bind("package", packageKey)
                    .bind("orgs", keys)
                    .execute();
        });
    }

    /** What is guessed and decided of an org, and of the orgs that it may have become, in the order of their keys. */
    public List<Succession> of(String packageKey, OrgKey org) {
        return related(packageKey, org, org);
    }

    /** What is guessed and decided of an org and of a predecessor. */
    public List<Succession> related(String packageKey, OrgKey org, OrgKey predecessor) {
        // Two statements in one, as each of them has its own index.
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from org_successor where package_key = :package and org_key = :org
                        union
                        select * from org_successor where package_key || ' ' || predecessor_key = :package || ' ' || :predecessor
                        order by org_key, predecessor_key""")
                .bind("package", packageKey)
                .bind("org", org.value())
                .bind("predecessor", predecessor.value())
                .map(SuccessionTable::succession)
                .list());
    }

    /** Stores what was decided. */
    public void decide(String packageKey, Collection<Succession> decided) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with decided as materialized (
                            select :package::text as package_key, t.*
                              from unnest(:orgs, :predecessors, :confirmers, :confirmations, :rejecters, :rejections)
                                as t (org_key, predecessor_key, confirmed_by, confirmed_at, rejected_by, rejected_at))
                        update org_successor s
                           set confirmed_by = decided.confirmed_by, confirmed_at = decided.confirmed_at,
                               rejected_by = decided.rejected_by, rejected_at = decided.rejected_at
                          from decided
                         where s.package_key = decided.package_key and s.org_key = decided.org_key
                           and s.predecessor_key = decided.predecessor_key""")
                .bind("package", packageKey)
                .bind("orgs", Columns.texts(decided, each -> each.org().value()))
                .bind(
                        "predecessors",
                        Columns.texts(decided, each -> each.predecessor().value()))
                .bind(
                        "confirmers",
                        Columns.texts(decided, each -> confirmed(each).by()))
                .bind(
                        "confirmations",
                        Columns.instants(decided, each -> confirmed(each).at()))
                .bind("rejecters", Columns.texts(decided, each -> rejected(each).by()))
                .bind(
                        "rejections",
                        Columns.instants(decided, each -> rejected(each).at()))
                .execute());
    }

    private record Said(@Nullable String by, @Nullable Instant at) {
        private static final Said NOTHING = new Said(null, null);
    }

    private static Said confirmed(Succession succession) {
        return switch (succession.verdict()) {
            case Verdict.Confirmed(var by, var at) -> new Said(by, at);
            case Verdict.Open _, Verdict.Rejected _ -> Said.NOTHING;
        };
    }

    private static Said rejected(Succession succession) {
        return switch (succession.verdict()) {
            case Verdict.Rejected(var by, var at) -> new Said(by, at);
            case Verdict.Open _, Verdict.Confirmed _ -> Said.NOTHING;
        };
    }

    private static Succession succession(ResultSet row, StatementContext context) throws SQLException {
        return new Succession(
                new OrgKey(row.getString("org_key")),
                new OrgKey(row.getString("predecessor_key")),
                moment(row, "guessed_at"),
                verdict(row));
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        if (row.getString("confirmed_by") != null) {
            return new Verdict.Confirmed(row.getString("confirmed_by"), moment(row, "confirmed_at"));
        }
        return row.getString("rejected_by") == null
                ? new Verdict.Open()
                : new Verdict.Rejected(row.getString("rejected_by"), moment(row, "rejected_at"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
