package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.SnapshotAge;
import io.pushwave.planner.org.postgres.Registers.Comparison;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Orgs as snapshots feed them: only rows that differ are written. The register is locked while it is fed. */
@ApplicationScoped
public class FedOrgs {
    /**
     * Rows that do not differ are only read: {@code on conflict do update} alone would lock each of them, which writes it. As the
     * register is locked, nobody changes them between the comparison and the change.
     */
    private static final String MERGE = """
            with told as materialized (
                select * from unnest(:orgs, :names, :types, :statuses, :instances, :parents, :installed, :blocked)
                    as t (org_key, name, type, status, instance, parent_org, installed_version, push_blocked)),
            differing as materialized (
                select told.* from told
                  left join lateral (select true as here from org
                                      where package_key = :package and org_key = told.org_key and gone_at is null
                                        and name = told.name and type = told.type and status = told.status
                                        and instance = told.instance and parent_org is not distinct from told.parent_org
                                        and installed_version = told.installed_version
                                        and push_blocked = told.push_blocked offset 0) same on true
                 where same.here is null),
            merged as (
                insert into org as known (package_key, org_key, name, type, status, instance, parent_org, installed_version,
                                          push_blocked, first_seen)
                select :package, differing.*, :seen from differing
                on conflict (package_key, org_key) do update
                set name = excluded.name, type = excluded.type, status = excluded.status, instance = excluded.instance,
                    parent_org = excluded.parent_org, installed_version = excluded.installed_version,
                    push_blocked = excluded.push_blocked, gone_at = null
                returning org_key, type = 'Sandbox' and parent_org is not null and xmax = 0 as new_sandbox)
            select count(*) as changed, coalesce(array_agg(org_key) filter (where new_sandbox), '{}') as new_sandboxes from merged
            """;

    /** Orgs of a range that neither the whole snapshot nor a newer page has. */
    private static final String MARK_GONE = """
            update org set gone_at = :asOf
             where package_key = :package and org_key = any (array(
                select org_key from org
                 where package_key = :package and org_key > :after and org_key <= :upTo and gone_at is null
                except
                select key from register_snapshot s
                 cross join lateral (select org_keys from register_page
                                      where package_key = s.package_key and snapshot_id = s.snapshot_id
                                        and last_key > :after and first_key <= :upTo offset 0) p
                 cross join unnest(p.org_keys) as key
                 where s.package_key = :package and (s.as_of, s.snapshot_id) >= (:asOf, :snapshot)))
            returning org_key
            """;

    private final Jdbi jdbi;

    public FedOrgs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What rows have changed.
     *
     * @param orgs that are new, came back, or have other facts
     * @param newSandboxes those that are new and have a parent
     */
    public record Merged(long orgs, List<OrgKey> newSandboxes) {}

    /**
     * Takes over what a snapshot tells; one statement.
     *
     * @param rows each of another org
     * @param seen since when new ones are known
     */
    public Merged merge(String packageKey, Collection<SubscriberRow> rows, Instant seen) {
        if (rows.isEmpty()) {
            return new Merged(0, List.of());
        }
        return jdbi.withHandle(handle -> handle.createQuery(MERGE)
                .bind("package", packageKey)
                .bind("seen", seen)
                .bind("orgs", Columns.texts(rows, row -> row.orgKey().value()))
                .bind("names", Columns.texts(rows, SubscriberRow::orgName))
                .bind("types", Columns.texts(rows, SubscriberRow::orgType))
                .bind("statuses", Columns.texts(rows, SubscriberRow::orgStatus))
                .bind("instances", Columns.texts(rows, SubscriberRow::instanceName))
                .bind(
                        "parents",
                        Columns.texts(
                                rows, row -> row.parentOrg().map(OrgKey::value).orElse(null)))
                .bind("installed", Columns.texts(rows, row -> new PackageVersionId(row.installedVersionId()).key()))
                .bind("blocked", Columns.booleans(rows, SubscriberRow::pushBlocked))
                .map(FedOrgs::merged)
                .one());
    }

    /** The org with which a step of so many orgs ends; empty if fewer are left. */
    public Optional<String> stepEnd(Comparison comparison, int orgs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select org_key from org where package_key = :package and org_key > :after
                        order by org_key offset :others limit 1""")
                .bind("package", comparison.packageKey())
                .bind("after", comparison.after())
                .bind("others", orgs - 1)
                .mapTo(String.class)
                .findOne());
    }

    /** Marks those orgs gone, up to one, that the whole snapshot does not have; returns them. */
    public List<OrgKey> markGone(Comparison comparison, String upTo) {
        SnapshotAge whole = comparison.whole();
        return jdbi.withHandle(handle -> handle.createQuery(MARK_GONE)
                .bind("package", comparison.packageKey())
                .bind("asOf", whole.asOf())
                .bind("snapshot", whole.snapshotId())
                .bind("after", comparison.after())
                .bind("upTo", upTo)
                .mapTo(String.class)
                .map(OrgKey::new)
                .list());
    }

    private static Merged merged(ResultSet row, StatementContext context) throws SQLException {
        return new Merged(row.getLong("changed"), keys(row.getArray("new_sandboxes")));
    }

    private static List<OrgKey> keys(Array column) throws SQLException {
        return Arrays.stream((String[]) column.getArray()).map(OrgKey::new).toList();
    }
}
