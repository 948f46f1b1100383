package io.pushwave.executor.postgres;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;

/** The inventory requests that were taken in. Who answers them holds the package's claim ({@link Inventories}). */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class InventoryRequests {
    private final Statements statements;

    InventoryRequests(Statements statements) {
        this.statements = statements;
    }

    /** A request that has no whole answer yet. */
    public record OpenInventoryRequest(String requestId, boolean catalogued) {}

    /** Stores requests that did not come before, and has their packages looked at. */
    public void add(Collection<InventoryRequested> requests) {
        statements.update(
                """
                with fresh as (
                    insert into inventory_request (request_id, package_id, state, requested_at)
                    select request_id, package_id, 'REQUESTED', clock_timestamp()
                      from unnest(?::text[], ?::text[]) as t (request_id, package_id)
                    on conflict (request_id) do nothing returning package_id)
                insert into inventory (package_id, due_at)
                select distinct package_id, clock_timestamp() from fresh order by package_id
                on conflict (package_id) do update set due_at = least(inventory.due_at, excluded.due_at)
                """,
                Statements.texts(requests, InventoryRequested::requestId),
                Statements.texts(requests, InventoryRequested::packageId));
    }

    /** A package's requests that have no whole answer yet. */
    @Transactional
    public List<OpenInventoryRequest> open(String packageId) {
        return statements.rows(
                "select request_id, state from inventory_request where package_id = ? and state <> 'DONE' order by requested_at",
                row -> new OpenInventoryRequest(
                        row.getString("request_id"), row.getString("state").equals("CATALOGUED")),
                packageId);
    }

    /** The versions were sent. */
    public void catalogued(String requestId) {
        statements.update("update inventory_request set state = 'CATALOGUED' where request_id = ?", requestId);
    }

    /** The whole answer was sent. */
    public void done(String requestId) {
        statements.update(
                "update inventory_request set state = 'DONE', ended_at = clock_timestamp() where request_id = ?",
                requestId);
    }
}
