package io.pushwave.executor.inventory;

import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.ApiFailure;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingApi.PackageName;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.packaging.KnownPackages;
import io.pushwave.executor.postgres.Inventories;
import io.pushwave.executor.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.postgres.InventoryRequests;
import io.pushwave.executor.postgres.InventoryRequests.OpenInventoryRequest;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.messaging.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps the copies of subscribers fresh, one package at a time, and answers requests: the package's versions, which are read
 * for each request, then the subscribers of the copy.
 */
@ApplicationScoped
class AnswerInventory {
    private static final Logger LOG = Logger.getLogger(AnswerInventory.class);

    private final ExecutorConfig config;
    private final PackagingApi salesforce;
    private final KnownPackages packages;
    private final Inventories inventories;
    private final InventoryRequests requests;
    private final SyncCopy sync;
    private final PublishSnapshot snapshots;
    private final Outbox outbox;
    private final Clock clock;

    AnswerInventory(
            ExecutorConfig config,
            PackagingApi salesforce,
            KnownPackages packages,
            Inventories inventories,
            InventoryRequests requests,
            SyncCopy sync,
            PublishSnapshot snapshots,
            Outbox outbox,
            Clock clock) {
        this.config = config;
        this.salesforce = salesforce;
        this.packages = packages;
        this.inventories = inventories;
        this.requests = requests;
        this.sync = sync;
        this.snapshots = snapshots;
        this.outbox = outbox;
        this.clock = clock;
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
        }
    }

    /** Says whether there is such a package. */
    private boolean work(InventoryClaim claim) {
        var open = requests.open(claim.packageId());
        var uncatalogued = open.stream()
                .filter(request -> !request.catalogued())
                .map(OpenInventoryRequest::requestId)
                .toList();
        if (!uncatalogued.isEmpty() && !catalogue(claim, uncatalogued)) {
            return false;
        }
        var asOf = sync.bringUpToDate(claim);
        for (var request : open) {
            snapshots.publish(claim, request.requestId(), asOf);
        }
        return true;
    }

    /** Sends the package's versions; false if there is no such package, which is the whole answer then. */
    private boolean catalogue(InventoryClaim claim, List<String> requestIds) {
        var packageId = claim.packageId();
        var name = named(claim);
        if (name.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> {
                inventories.keep(claim);
                requestIds.forEach(requests::done);
                outbox.append(
                        requestIds.stream()
                                .map(request -> new PackageUnknown(request, packageId, clock.instant()))
                                .toList(),
                        Optional.empty());
            });
            return false;
        }
        var asOf = clock.instant();
        var versions = salesforce.versionsOf(packageId);
        // A wrong org has no versions; if there was a login to one meanwhile, this throws.
        packages.nameOf(packageId);
        QuarkusTransaction.requiringNew().run(() -> {
            inventories.keep(claim);
            requestIds.forEach(requests::catalogued);
            outbox.append(
                    requestIds.stream()
                            .map(request -> new PackageCatalogued(
                                    request,
                                    packageId,
                                    name.get().name(),
                                    name.get().namespacePrefix(),
                                    versions,
                                    asOf))
                            .toList(),
                    Optional.empty());
        });
        return true;
    }

    /**
     * What Salesforce calls the package; empty if there is none. A package that was read once is there, and an org that does not
     * own it is the wrong one: that is waited for, as an answer would have a release rejected for good.
     */
    private Optional<PackageName> named(InventoryClaim claim) {
        var packageId = claim.packageId();
        if (claim.copy().asOf().isEmpty()) {
            return salesforce.packageNamed(packageId);
        }
        packages.nameOf(packageId);
        var name = salesforce.packageNamed(packageId);
        if (name.isEmpty()) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE,
                    "",
                    "Salesforce does not know package " + packageId + ", whose subscribers it has told before");
        }
        return name;
    }
}
