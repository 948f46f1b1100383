package io.pushwave.executor.inventory.postgres;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The inventory requests that were taken in. Who answers them holds the package's claim ({@link Inventories}). */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class InventoryRequests {
    private final Jdbi jdbi;

    InventoryRequests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A request that has no whole answer yet.
     *
     * @param subscribers whether the subscribers are asked for, beyond the versions
     */
    public record OpenInventoryRequest(String requestId, boolean catalogued, boolean subscribers) {}

    /**
     * Stores requests that did not come before, and has their packages looked at. However many are for one package, it is looked
     * at once: the clock differs from row to row, so the packages are told apart without it.
     */
    public void add(Collection<InventoryRequested> requests) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                with fresh as (
                    insert into inventory_request (request_id, package_id, scope, state, requested_at)
                    select request_id, package_id, scope, 'REQUESTED', clock_timestamp()
                      from unnest(:requests, :packages, :scopes) as t (request_id, package_id, scope)
                    on conflict (request_id) do nothing returning package_id)
                insert into inventory (package_id, due_at)
                select package_id, clock_timestamp() from (select distinct package_id from fresh) each order by package_id
                on conflict (package_id) do update set due_at = least(inventory.due_at, excluded.due_at)
                """)
                .bind("requests", Columns.texts(requests, InventoryRequested::requestId))
                .bind("packages", Columns.texts(requests, InventoryRequested::packageId))
                .bind(
                        "scopes",
                        Columns.texts(requests, request -> request.scope().name()))
                .execute());
    }

    /** A package's requests that have no whole answer yet. */
    @Transactional
    public List<OpenInventoryRequest> open(String packageId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select request_id, state, scope from inventory_request
                         where package_id = :package and state <> 'DONE' order by requested_at
                        """)
                .bind("package", packageId)
                .map((row, _) -> new OpenInventoryRequest(
                        row.getString("request_id"),
                        row.getString("state").equals("CATALOGUED"),
                        row.getString("scope").equals("SUBSCRIBERS")))
                .list());
    }

    /** The versions were sent, which may be the whole answer. */
    public void catalogued(String requestId) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                update inventory_request
                   set state = case scope when 'CATALOGUE' then 'DONE' else 'CATALOGUED' end,
                       ended_at = case scope when 'CATALOGUE' then clock_timestamp() end
                 where request_id = :request
                """).bind("request", requestId).execute());
    }

    /** The whole answer was sent. */
    public void done(String requestId) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update inventory_request set state = 'DONE', ended_at = clock_timestamp() where request_id = :request")
                .bind("request", requestId)
                .execute());
    }
}
