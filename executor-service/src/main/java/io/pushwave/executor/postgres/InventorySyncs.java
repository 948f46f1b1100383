package io.pushwave.executor.postgres;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.executor.ExecutorConfig;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The inventory requests that were taken in. Leases run by the database's clock, as those of push requests. */
@ApplicationScoped
public class InventorySyncs implements PanacheRepositoryBase<InventorySyncEntity, String> {
    private static final String CLAIM = """
            update inventory_sync set lease_until = clock_timestamp() + :lease * interval '1 ms', fence = fence + 1
             where request_id in (
                   select s.request_id from inventory_sync s
                    where s.state <> 'DONE' and s.due_at <= :now
                      and (s.lease_until is null or s.lease_until < clock_timestamp())
                    order by s.due_at limit 1 for update of s skip locked)
            returning *
            """;

    /** Locks a claimed request, and begins another lease. */
    private static final String KEEP = """
            update inventory_sync set lease_until = clock_timestamp() + :lease * interval '1 ms'
             where request_id = :id and fence = :fence returning *
            """;

    /** Locks a claimed request, and ends its lease. */
    private static final String GIVE_BACK =
            "update inventory_sync set lease_until = null where request_id = :id and fence = :fence returning *";

    private final ExecutorConfig config;
    private final Clock clock;

    InventorySyncs(ExecutorConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * A request for an inventory that belongs to this instance for a while.
     *
     * @param catalogued whether the package's versions were sent
     */
    public record SyncClaim(String requestId, String packageId, boolean catalogued, int failures, long fence) {}

    /** Stores requests that did not come before. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Collection<InventoryRequested> requests) {
        for (var request : requests) {
            if (findById(request.requestId()) == null) {
                var row = new InventorySyncEntity();
                row.requestId = request.requestId();
                row.packageId = request.packageId();
                row.state = "REQUESTED";
                row.requestedAt = clock.instant();
                row.dueAt = row.requestedAt;
                persist(row);
            }
        }
    }

    /** Claims the request that has been due for longest. */
    @Transactional
    public Optional<SyncClaim> claim() {
        List<?> rows = getEntityManager()
                .createNativeQuery(CLAIM, InventorySyncEntity.class)
                .setParameter("lease", config.lease().toMillis())
                .setParameter("now", clock.instant())
                .getResultList();
        return rows.stream()
                .map(InventorySyncEntity.class::cast)
                .map(row -> new SyncClaim(
                        row.requestId, row.packageId, row.state.equals("CATALOGUED"), row.failures, row.fence))
                .findFirst();
    }

    /** The package's versions were sent. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void catalogued(SyncClaim claim) {
        var row = kept(claim);
        row.state = "CATALOGUED";
    }

    /** Another page was sent; keeps the claim for another lease. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void listed(SyncClaim claim, long rowsSoFar) {
        var row = kept(claim);
        row.rowsListed = rowsSoFar;
    }

    /** The whole answer was sent. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void done(SyncClaim claim) {
        var row = givenBack(claim);
        row.state = "DONE";
        row.endedAt = clock.instant();
        row.waitsFor = null;
    }

    /** Gives the request back until later. */
    @Transactional
    public void postpone(SyncClaim claim, Duration wait, String waitsFor) {
        var row = givenBack(claim);
        row.failures = claim.failures() + 1;
        row.waitsFor = waitsFor;
        row.dueAt = clock.instant().plus(wait);
    }

    private InventorySyncEntity kept(SyncClaim claim) {
        return held(
                claim,
                getEntityManager()
                        .createNativeQuery(KEEP, InventorySyncEntity.class)
                        .setParameter("lease", config.lease().toMillis()));
    }

    private InventorySyncEntity givenBack(SyncClaim claim) {
        return held(claim, getEntityManager().createNativeQuery(GIVE_BACK, InventorySyncEntity.class));
    }

    private static InventorySyncEntity held(SyncClaim claim, Query lock) {
        List<?> rows = lock.setParameter("id", claim.requestId())
                .setParameter("fence", claim.fence())
                .getResultList();
        return rows.stream()
                .map(InventorySyncEntity.class::cast)
                .findFirst()
                .orElseThrow(() -> new LeaseLostException(claim.requestId(), claim.fence()));
    }
}
