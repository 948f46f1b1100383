package io.pushwave.planner.postgres;

import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.planner.campaign.InstallationCount;
import io.pushwave.planner.campaign.SnapshotState;
import io.pushwave.planner.campaign.StagedSubscriber;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.Installation;
import io.pushwave.planner.domain.PackageVersionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Snapshots of subscribers, from their first page until the campaign is planned. */
@ApplicationScoped
public class Inventory {
    private final Jdbc jdbc;

    Inventory(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    private record PageKey(String snapshotId, int page) {}

    private record StagedRow(String snapshotId, SubscriberRow row) {}

    /** Stages pages; those that are here already change nothing. Three statements, however many pages. */
    public void stage(List<SubscribersListed> pages, Instant at) {
        var snapshots = pages.stream()
                .collect(Collectors.toMap(SubscribersListed::snapshotId, Function.identity(), (first, _) -> first))
                .values();
        jdbc.update("""
                insert into inventory_snapshot (snapshot_id, request_id, received_at)
                select snapshot_id, request_id, ? from unnest(?::text[], ?::text[]) as t (snapshot_id, request_id)
                on conflict (snapshot_id) do nothing""", statement -> {
            statement.setTimestamp(1, Jdbc.timestamp(at));
            statement.setArray(2, Jdbc.column(statement, "text", snapshots, SubscribersListed::snapshotId));
            statement.setArray(3, Jdbc.column(statement, "text", snapshots, SubscribersListed::requestId));
        });
        var fresh = new HashSet<>(jdbc.query(
                """
                insert into inventory_page (snapshot_id, page, rows)
                select * from unnest(?::text[], ?::int[], ?::int[]) as t (snapshot_id, page, rows)
                on conflict (snapshot_id, page) do nothing
                returning snapshot_id, page""",
                statement -> {
                    statement.setArray(1, Jdbc.column(statement, "text", pages, SubscribersListed::snapshotId));
                    statement.setArray(2, Jdbc.column(statement, "int4", pages, SubscribersListed::page));
                    statement.setArray(
                            3,
                            Jdbc.column(
                                    statement,
                                    "int4",
                                    pages,
                                    page -> page.rows().size()));
                },
                row -> new PageKey(row.getString(1), row.getInt(2))));
        insertRows(pages.stream()
                .filter(page -> fresh.contains(new PageKey(page.snapshotId(), page.page())))
                .flatMap(page -> page.rows().stream().map(row -> new StagedRow(page.snapshotId(), row)))
                .toList());
    }

    private void insertRows(List<StagedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into staged_subscriber (snapshot_id, org_key, org_name, org_status, org_type, instance_name,
                                               parent_org, installed_version_id, push_blocked)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::bool[])
                on conflict (snapshot_id, org_key) do nothing""", statement -> {
            statement.setArray(1, Jdbc.column(statement, "text", rows, StagedRow::snapshotId));
            statement.setArray(
                    2,
                    Jdbc.column(
                            statement, "text", rows, each -> each.row().orgKey().value()));
            statement.setArray(
                    3, Jdbc.column(statement, "text", rows, each -> each.row().orgName()));
            statement.setArray(
                    4, Jdbc.column(statement, "text", rows, each -> each.row().orgStatus()));
            statement.setArray(
                    5, Jdbc.column(statement, "text", rows, each -> each.row().orgType()));
            statement.setArray(
                    6, Jdbc.column(statement, "text", rows, each -> each.row().instanceName()));
            statement.setArray(
                    7,
                    Jdbc.column(
                            statement,
                            "text",
                            rows,
                            each -> each.row().parentOrg().map(OrgKey::value).orElse(null)));
            statement.setArray(
                    8, Jdbc.column(statement, "text", rows, each -> each.row().installedVersionId()));
            statement.setArray(
                    9, Jdbc.column(statement, "bool", rows, each -> each.row().pushBlocked()));
        });
    }

    /** How much of a snapshot is here. */
    public SnapshotState state(String snapshotId) {
        return jdbc.query(
                        "select count(*), coalesce(sum(rows), 0) from inventory_page where snapshot_id = ?",
                        statement -> statement.setString(1, snapshotId),
                        row -> new SnapshotState(row.getInt(1), row.getLong(2)))
                .getFirst();
    }

    /** The snapshot is whole: it is planned from, and what else came for the same request is not needed. */
    public void complete(String snapshotId, String requestId, Instant at) {
        jdbc.update("""
                insert into inventory_snapshot (snapshot_id, request_id, received_at, complete) values (?, ?, ?, true)
                on conflict (snapshot_id) do update set complete = true""", statement -> {
            statement.setString(1, snapshotId);
            statement.setString(2, requestId);
            statement.setTimestamp(3, Jdbc.timestamp(at));
        });
        jdbc.update(
                "update inventory_snapshot set obsolete = true where request_id = ? and snapshot_id <> ?",
                statement -> {
                    statement.setString(1, requestId);
                    statement.setString(2, snapshotId);
                });
    }

    /** Nothing that came for this campaign is needed any more; {@link #cleanUp} removes it. */
    public void discard(CampaignId campaign) {
        jdbc.update("""
                update inventory_snapshot set obsolete = true
                where request_id = (select release_id from campaign where id = ?) and not obsolete""", statement -> statement.setString(1, campaign.value()));
    }

    /**
     * How many orgs of a snapshot are in which state: all that eligibility rests on, in as many rows as there are different
     * states, so that a million orgs are classified by reading a few hundred rows.
     */
    public List<InstallationCount> census(String snapshotId) {
        return jdbc.query(
                """
                select org_status, installed_version_id, push_blocked, count(*)
                from staged_subscriber where snapshot_id = ?
                group by org_status, installed_version_id, push_blocked""",
                statement -> statement.setString(1, snapshotId),
                row -> new InstallationCount(
                        new Installation(row.getString(1), new PackageVersionId(row.getString(2)), row.getBoolean(3)),
                        row.getLong(4)));
    }

    /** The next orgs of a snapshot in the order of their keys; by the primary key. */
    public List<StagedSubscriber> page(String snapshotId, String afterOrgKey, int limit) {
        return jdbc.query(
                """
                select org_key, org_name, org_type, org_status, instance_name, parent_org, installed_version_id,
                    push_blocked
                from staged_subscriber where snapshot_id = ? and org_key > ?
                order by org_key limit ?""",
                statement -> {
                    statement.setString(1, snapshotId);
                    statement.setString(2, afterOrgKey);
                    statement.setInt(3, limit);
                    statement.setFetchSize(limit);
                },
                row -> new StagedSubscriber(
                        new OrgDescription(
                                new OrgKey(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                Optional.ofNullable(row.getString(6)).map(OrgKey::new),
                                row.getString(7)),
                        new Installation(row.getString(4), new PackageVersionId(row.getString(7)), row.getBoolean(8))));
    }

    /**
     * Removes rows of snapshots that are not needed any more.
     *
     * @param limit most subscribers that one call removes
     * @return whether something was removed
     */
    public boolean cleanUp(int limit) {
        var obsolete =
                jdbc.query("""
                        select snapshot_id from inventory_snapshot where obsolete
                        order by snapshot_id limit 1 for update skip locked""", _ -> {}, row -> row.getString(1)).stream().findFirst();
        if (obsolete.isEmpty()) {
            return false;
        }
        int removed = jdbc.update("""
                delete from staged_subscriber where ctid = any (array(
                    select ctid from staged_subscriber where snapshot_id = ? limit ?))""", statement -> {
            statement.setString(1, obsolete.get());
            statement.setInt(2, limit);
        });
        if (removed < limit) {
            jdbc.update(
                    "delete from inventory_snapshot where snapshot_id = ?",
                    statement -> statement.setString(1, obsolete.get()));
        }
        return true;
    }
}
