package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.database.Columns;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.SnapshotState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** How much is here of the snapshots that campaigns wait for, from their first page until the campaign is planned. */
@ApplicationScoped
public class Inventory {
    private final Jdbi jdbi;

    public Inventory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that pages are here; those that are already change nothing. Two statements, however many pages. */
    public void note(List<SubscribersListed> pages, Instant at) {
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
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into inventory_page (snapshot_id, page, rows)
                        select * from unnest(:snapshots, :pages, :rows) as t (snapshot_id, page, rows)
                        on conflict (snapshot_id, page) do nothing""")
                .bind("snapshots", Columns.texts(pages, SubscribersListed::snapshotId))
                .bind("pages", Columns.integers(pages, SubscribersListed::page))
                .bind("rows", Columns.integers(pages, page -> page.rows().size()))
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
     * Removes a snapshot that is not needed any more, with its pages.
     *
     * @return whether there was one
     */
    public boolean cleanUp() {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from inventory_snapshot where snapshot_id = (
                            select snapshot_id from inventory_snapshot where obsolete
                            order by snapshot_id limit 1 for update skip locked)""").execute()) > 0;
    }
}
