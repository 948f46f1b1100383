package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.database.Columns;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.SnapshotState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Snapshots of subscribers, from their first page until the campaign is planned. */
@ApplicationScoped
public class Inventory {
    private final Jdbi jdbi;

    public Inventory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record PageKey(String snapshotId, int page) {}

    private record StagedRow(String snapshotId, SubscriberRow row) {}

    /** Stages pages; those that are here already change nothing. Three statements, however many pages. */
    public void stage(List<SubscribersListed> pages, Instant at) {
        var snapshots = pages.stream()
                .collect(Collectors.toMap(SubscribersListed::snapshotId, Function.identity(), (first, _) -> first))
                .values();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into inventory_snapshot (snapshot_id, request_id, received_at)
                        select snapshot_id, request_id, :at from unnest(:snapshots, :requests) as t (snapshot_id, request_id)
                        on conflict (snapshot_id) do update set received_at = excluded.received_at""")
                .bind("at", at)
                .bind("snapshots", Columns.texts(snapshots, SubscribersListed::snapshotId))
                .bind("requests", Columns.texts(snapshots, SubscribersListed::requestId))
                .execute());
        var fresh = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into inventory_page (snapshot_id, page, rows)
                        select * from unnest(:snapshots, :pages, :rows) as t (snapshot_id, page, rows)
                        on conflict (snapshot_id, page) do nothing
                        returning snapshot_id, page""")
                .bind("snapshots", Columns.texts(pages, SubscribersListed::snapshotId))
                .bind("pages", Columns.integers(pages, SubscribersListed::page))
                .bind("rows", Columns.integers(pages, page -> page.rows().size()))
                .map((row, _) -> new PageKey(row.getString("snapshot_id"), row.getInt("page")))
                .collectIntoSet());
        insertRows(pages.stream()
                .filter(page -> fresh.contains(new PageKey(page.snapshotId(), page.page())))
                .flatMap(page -> page.rows().stream().map(row -> new StagedRow(page.snapshotId(), row)))
                .toList());
    }

    private void insertRows(List<StagedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into staged_subscriber (snapshot_id, org_key, org_name, org_status, org_type, instance_name,
                                                       parent_org, installed_version_id, push_blocked)
                        select * from unnest(:snapshots, :orgs, :names, :statuses, :types, :instances, :parents, :installed,
                                             :blocked)
                        on conflict (snapshot_id, org_key) do nothing""")
                .bind("snapshots", Columns.texts(rows, StagedRow::snapshotId))
                .bind("orgs", Columns.texts(rows, each -> each.row().orgKey().value()))
                .bind("names", Columns.texts(rows, each -> each.row().orgName()))
                .bind("statuses", Columns.texts(rows, each -> each.row().orgStatus()))
                .bind("types", Columns.texts(rows, each -> each.row().orgType()))
                .bind("instances", Columns.texts(rows, each -> each.row().instanceName()))
                .bind(
                        "parents",
                        Columns.texts(
                                rows,
                                each -> each.row()
                                        .parentOrg()
                                        .map(OrgKey::value)
                                        .orElse(null)))
                .bind("installed", Columns.texts(rows, each -> each.row().installedVersionId()))
                .bind("blocked", Columns.booleans(rows, each -> each.row().pushBlocked()))
                .execute());
    }

    /** How much of a snapshot is here. */
    public SnapshotState state(String snapshotId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) as pages, coalesce(sum(rows), 0) as rows
                        from inventory_page where snapshot_id = :snapshot""")
                .bind("snapshot", snapshotId)
                .map((row, _) -> new SnapshotState(row.getInt("pages"), row.getLong("rows")))
                .one());
    }

    /** The snapshot is complete: it is planned from, and what else came for the same request is not needed. */
    public void complete(String snapshotId, String requestId, Instant at) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into inventory_snapshot (snapshot_id, request_id, received_at, complete)
                            values (:snapshot, :request, :at, true)
                            on conflict (snapshot_id) do update set complete = true""")
                    .bind("snapshot", snapshotId)
                    .bind("request", requestId)
                    .bind("at", at)
                    .execute();
            handle.createUpdate("""
                            update inventory_snapshot set obsolete = true
                            where request_id = :request and snapshot_id <> :snapshot""")
                    .bind("request", requestId)
                    .bind("snapshot", snapshotId)
                    .execute();
        });
    }

    /** Nothing that came for this campaign is needed any more; {@link #cleanUp} removes it. */
    public void discard(CampaignId campaign) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update inventory_snapshot set obsolete = true where request_id = :campaign and not obsolete""").bind("campaign", campaign.value()).execute());
    }

    /**
     * Hands every org of a snapshot over, in the order of their keys; by the primary key.
     *
     * @param atOnce how many are read from the database at once
     */
    public void forEach(String snapshotId, int atOnce, Consumer<RegisteredOrg> each) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select org_key, org_name, org_type, org_status, instance_name, parent_org, installed_version_id,
                            push_blocked
                        from staged_subscriber where snapshot_id = :snapshot order by org_key""")
                .bind("snapshot", snapshotId)
                .setFetchSize(atOnce)
                .map(Inventory::subscriber)
                .useIterator(orgs -> orgs.forEachRemaining(each)));
    }

    /**
     * Removes rows of snapshots that are not needed any more.
     *
     * @param limit most subscribers that one call removes
     * @return whether something was removed
     */
    public boolean cleanUp(int limit) {
        return jdbi.withHandle(handle -> {
            var obsolete = handle.createQuery("""
                            select snapshot_id from inventory_snapshot where obsolete
                            order by snapshot_id limit 1 for update skip locked""").mapTo(String.class).findOne();
            obsolete.ifPresent(snapshotId -> remove(handle, snapshotId, limit));
            return obsolete.isPresent();
        });
    }

    private static void remove(Handle handle, String snapshotId, int limit) {
        int removed = handle.createUpdate("""
                        delete from staged_subscriber where ctid = any (array(
                            select ctid from staged_subscriber where snapshot_id = :snapshot limit :limit))""")
                .bind("snapshot", snapshotId)
                .bind("limit", limit)
                .execute();
        if (removed < limit) {
            handle.createUpdate("delete from inventory_snapshot where snapshot_id = :snapshot")
                    .bind("snapshot", snapshotId)
                    .execute();
        }
    }

    private static RegisteredOrg subscriber(ResultSet row, StatementContext context) throws SQLException {
        return new RegisteredOrg(
                new OrgKey(row.getString("org_key")),
                row.getString("org_name"),
                row.getString("org_type"),
                row.getString("org_status"),
                row.getString("instance_name"),
                Optional.ofNullable(row.getString("parent_org")).map(OrgKey::new),
                new PackageVersionId(row.getString("installed_version_id")),
                row.getBoolean("push_blocked"),
                Map.of());
    }
}
