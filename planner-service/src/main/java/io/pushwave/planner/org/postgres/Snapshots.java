package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.SnapshotAge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Which snapshots are on their way to the register, which of their pages are here, and which orgs those have told of. */
@ApplicationScoped
public class Snapshots {
    private final Jdbi jdbi;

    public Snapshots(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A snapshot of which something is here.
     *
     * @param obsolete whether it has nothing to tell any more; what is still here of it is about to be removed
     */
    public record Known(SnapshotAge age, boolean obsolete) {}

    /** What is known of a snapshot, if anything of it is here. */
    public Optional<Known> find(String packageKey, String snapshotId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select as_of, obsolete from register_snapshot
                        where package_key = :package and snapshot_id = :snapshot""")
                .bind("package", packageKey)
                .bind("snapshot", snapshotId)
                .map((row, _) -> new Known(
                        new SnapshotAge(Objects.requireNonNull(Registers.moment(row, "as_of")), snapshotId),
                        row.getBoolean("obsolete")))
                .findOne());
    }

    /** Notes pages of one snapshot with the keys of their orgs; returns those that were not here. Two statements. */
    public List<SubscribersListed> note(String packageKey, SnapshotAge age, List<SubscribersListed> pages) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into register_snapshot (package_key, snapshot_id, as_of) values (:package, :snapshot, :asOf)
                        on conflict do nothing""")
                .bind("package", packageKey)
                .bind("snapshot", age.snapshotId())
                .bind("asOf", age.asOf())
                .execute());
        var once = pages.stream()
                .collect(Collectors.toMap(SubscribersListed::page, page -> page, (first, _) -> first))
                .values();
        var fresh = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into register_page (package_key, snapshot_id, page, rows, first_key, last_key, org_keys)
                        select :package, :snapshot, page, rows, first_key, last_key, string_to_array(org_keys, ' ')
                        from unnest(:pages, :rows, :firsts, :lasts, :orgs) as t (page, rows, first_key, last_key, org_keys)
                        on conflict (package_key, snapshot_id, page) do nothing
                        returning page""")
                .bind("package", packageKey)
                .bind("snapshot", age.snapshotId())
                .bind("pages", Columns.integers(once, SubscribersListed::page))
                .bind("rows", Columns.integers(once, page -> page.rows().size()))
                .bind(
                        "firsts",
                        Columns.texts(
                                once, page -> keys(page).min(String::compareTo).orElse(null)))
                .bind(
                        "lasts",
                        Columns.texts(
                                once, page -> keys(page).max(String::compareTo).orElse(null)))
                .bind("orgs", Columns.texts(once, page -> keys(page).collect(Collectors.joining(" "))))
                .mapTo(Integer.class)
                .collectIntoSet());
        return once.stream().filter(page -> fresh.contains(page.page())).toList();
    }

    private static Stream<String> keys(SubscribersListed page) {
        return page.rows().stream().map(SubscriberRow::orgKey).map(OrgKey::value);
    }

    /** Those orgs of a range of keys of which pages of newer snapshots have told; none, but where snapshots interleave. */
    public Set<String> toldByNewer(String packageKey, SnapshotAge age, String first, String last) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select key from register_snapshot s
                         cross join lateral (select org_keys from register_page
                                              where package_key = s.package_key and snapshot_id = s.snapshot_id
                                                and last_key >= :first and first_key <= :last offset 0) p
                         cross join unnest(p.org_keys) as key
                         where s.package_key = :package and (s.as_of, s.snapshot_id) > (:asOf, :snapshot)""")
                .bind("package", packageKey)
                .bind("asOf", age.asOf())
                .bind("snapshot", age.snapshotId())
                .bind("first", first)
                .bind("last", last)
                .mapTo(String.class)
                .collectIntoSet());
    }

    /** Notes how much a snapshot is. */
    public void end(String packageKey, SnapshotAge age, int pages, long rows) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into register_snapshot (package_key, snapshot_id, as_of, pages, rows)
                        values (:package, :snapshot, :asOf, :pages, :rows)
                        on conflict (package_key, snapshot_id) do update
                        set as_of = excluded.as_of, pages = excluded.pages, rows = excluded.rows""")
                .bind("package", packageKey)
                .bind("snapshot", age.snapshotId())
                .bind("asOf", age.asOf())
                .bind("pages", pages)
                .bind("rows", rows)
                .execute());
    }

    /** Whether a snapshot has its end, and as many pages and rows are here as that says. */
    public boolean isWhole(String packageKey, String snapshotId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.pages = here.pages and s.rows = here.rows as whole
                          from register_snapshot s
                         cross join lateral (select count(*) as pages, coalesce(sum(rows), 0) as rows from register_page
                                              where package_key = s.package_key and snapshot_id = s.snapshot_id offset 0) here
                         where s.package_key = :package and s.snapshot_id = :snapshot and s.pages is not null""")
                .bind("package", packageKey)
                .bind("snapshot", snapshotId)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /**
     * Snapshots that are older than this one have nothing to tell any more; {@link #cleanUp} removes them.
     *
     * @param itself whether that is true of this one as well
     */
    public void obsolete(String packageKey, SnapshotAge age, boolean itself) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update register_snapshot set obsolete = true
                         where package_key = :package and not obsolete
                           and ((as_of, snapshot_id) < (:asOf, :snapshot) or (:itself and snapshot_id = :snapshot))""")
                .bind("package", packageKey)
                .bind("asOf", age.asOf())
                .bind("snapshot", age.snapshotId())
                .bind("itself", itself)
                .execute());
    }

    /**
     * Removes pages that are not needed any more.
     *
     * @param limit most pages that one call removes
     * @return whether something was removed
     */
    public boolean cleanUp(int limit) {
        var obsolete = jdbi.withHandle(handle -> handle.createQuery("""
                        select package_key, snapshot_id from register_snapshot where obsolete
                        order by package_key, snapshot_id limit 1 for update skip locked""")
                .map((row, _) -> new Obsolete(row.getString("package_key"), row.getString("snapshot_id")))
                .findOne());
        obsolete.ifPresent(snapshot -> remove(snapshot, limit));
        return obsolete.isPresent();
    }

    private record Obsolete(String packageKey, String snapshotId) {}

    private void remove(Obsolete snapshot, int limit) {
        jdbi.useHandle(handle -> {
            int removed = handle.createUpdate("""
                            delete from register_page where ctid = any (array(
                                select ctid from register_page
                                 where package_key = :package and snapshot_id = :snapshot limit :limit))""")
                    .bind("package", snapshot.packageKey())
                    .bind("snapshot", snapshot.snapshotId())
                    .bind("limit", limit)
                    .execute();
            if (removed < limit) {
                handle.createUpdate("""
                                delete from register_snapshot where package_key = :package and snapshot_id = :snapshot""")
                        .bind("package", snapshot.packageKey())
                        .bind("snapshot", snapshot.snapshotId())
                        .execute();
            }
        });
    }
}
