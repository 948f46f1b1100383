package io.pushwave.executor.inventory.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.inventory.postgres.InventoryRequests;
import io.pushwave.executor.inventory.postgres.InventoryRequests.OpenInventoryRequest;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.messaging.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps the copies of subscribers fresh, one package at a time, and answers requests: the package's versions, which are read
 * for each request, then the subscribers of the copy.
 */
@ApplicationScoped
class AnswerInventory {
    private static final Logger LOG = Logger.getLogger(AnswerInventory.class);

    private final ExecutorConfig config;
    private final Inventories inventories;
    private final InventoryRequests requests;
    private final PublishCatalogue catalogues;
    private final SyncCopy sync;
    private final PublishSnapshot snapshots;

    AnswerInventory(
            ExecutorConfig config,
            Inventories inventories,
            InventoryRequests requests,
            PublishCatalogue catalogues,
            SyncCopy sync,
            PublishSnapshot snapshots) {
        this.config = config;
        this.inventories = inventories;
        this.requests = requests;
        this.catalogues = catalogues;
        this.sync = sync;
        this.snapshots = snapshots;
    }

    /** Sees to the package that has been due for longest, and says whether there was one. */
    boolean next() {
        var claim = inventories.claim();
        claim.ifPresent(this::seeTo);
        return claim.isPresent();
    }

    private void seeTo(InventoryClaim claim) {
        try {
            var refresh = config.inventory().refresh();
            try (var _ = new Heartbeat(inventories, claim, config.lease())) {
                if (!work(claim)) {
                    refresh = Duration.ZERO;
                }
            }
            inventories.rest(claim, refresh);
        } catch (PackagingException e) {
            LOG.warnf(
                    "the inventory of %s waits (%s): %s",
                    claim.packageId(), e.failure().tag(), e.sentence());
            var backoff = new Backoff(config.retryFirst(), config.inventory().retryLongest());
            inventories.postpone(claim, backoff.after(claim.failures() + 1), e.sentence());
        } catch (LeaseLostException e) {
            LOG.infof("an inventory went to another instance: %s", e.getMessage());
        } catch (RuntimeException e) {
            // Without a wait this package would be the one that is due for longest again and again.
            LOG.errorf(e, "the inventory of %s cannot be answered", claim.packageId());
            var backoff = new Backoff(config.retryFirst(), config.inventory().retryLongest());
            inventories.postpone(
                    claim, backoff.after(claim.failures() + 1), "it cannot be answered: " + e.getMessage());
        }
    }

    /** Says whether the package's copy is to be kept fresh: there is such a package, and somebody has asked for subscribers. */
    private boolean work(InventoryClaim claim) {
        var open = requests.open(claim.packageId());
        var uncatalogued = open.stream()
                .filter(request -> !request.catalogued())
                .map(OpenInventoryRequest::requestId)
                .toList();
        if (!uncatalogued.isEmpty() && !catalogues.publish(claim, uncatalogued)) {
            return false;
        }
        var wanted = open.stream().filter(OpenInventoryRequest::subscribers).toList();
        if (!open.isEmpty() && wanted.isEmpty() && claim.copy().asOf().isEmpty()) {
            // Only versions were asked for: a package whose releases are all rejected needs no copy.
            return false;
        }
        var asOf = sync.bringUpToDate(claim);
        for (var request : wanted) {
            snapshots.publish(claim, request.requestId(), asOf);
        }
        return true;
    }
}
