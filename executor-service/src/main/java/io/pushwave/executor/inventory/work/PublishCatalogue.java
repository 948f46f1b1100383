package io.pushwave.executor.inventory.work;

import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.inventory.postgres.InventoryRequests;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PackagingApi.PackageName;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.api.KnownPackages;
import io.pushwave.executor.salesforce.api.SalesforceAncestry;
import io.pushwave.messaging.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Sends the versions of a package to whoever asked for its inventory. */
@ApplicationScoped
class PublishCatalogue {
    private final PackagingApi salesforce;
    private final SalesforceAncestry ancestries;
    private final KnownPackages packages;
    private final Inventories inventories;
    private final InventoryRequests requests;
    private final Outbox outbox;
    private final Clock clock;

    PublishCatalogue(
            PackagingApi salesforce,
            SalesforceAncestry ancestries,
            KnownPackages packages,
            Inventories inventories,
            InventoryRequests requests,
            Outbox outbox,
            Clock clock) {
        this.salesforce = salesforce;
        this.ancestries = ancestries;
        this.packages = packages;
        this.inventories = inventories;
        this.requests = requests;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Sends the package's versions; false if there is no such package, which is the whole answer then. */
    boolean publish(InventoryClaim claim, List<String> requestIds) {
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
        var ancestry = ancestries.of(packageId, salesforce.versionsOf(packageId));
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
                                    ancestry.ancestry(),
                                    ancestry.versions(),
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
