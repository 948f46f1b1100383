package io.pushwave.executor.inventory.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.budget.CallPurpose;
import io.pushwave.executor.budget.work.ApiUsage;
import io.pushwave.executor.inventory.SubscriberFields;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.inventory.postgres.Inventories.Reading;
import io.pushwave.executor.inventory.postgres.Inventories.ReadingEnded;
import io.pushwave.executor.inventory.postgres.Subscribers;
import io.pushwave.executor.salesforce.api.KnownPackages;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Begins syncs and stores their ends, and keeps account of what they cost. */
@ApplicationScoped
class SyncAccount {
    static final String CALLS = "pushwave.executor.inventory.calls";

    /** Subscribers that were left out of a copy because their rows cannot be used. */
    static final String UNREADABLE = "pushwave.executor.subscribers.unreadable";

    private static final Logger LOG = Logger.getLogger(SyncAccount.class);

    private final KnownPackages packages;
    private final Inventories inventories;
    private final Subscribers subscribers;
    private final ApiUsage usage;
    private final MeterRegistry metrics;
    private final Clock clock;

    SyncAccount(
            KnownPackages packages,
            Inventories inventories,
            Subscribers subscribers,
            ApiUsage usage,
            MeterRegistry metrics,
            Clock clock) {
        this.packages = packages;
        this.inventories = inventories;
        this.subscribers = subscribers;
        this.usage = usage;
        this.metrics = metrics;
        this.clock = clock;
    }

    Sync begin(InventoryClaim claim) {
        // While the org is a wrong one most tries end here without any call, and now and then one with a new login.
        packages.nameOf(claim.packageId());
        // Only this worker makes calls for the inventory, so the difference is what a reading cost.
        return new Sync(claim, clock.instant(), usage.calls(CallPurpose.INVENTORY));
    }

    Instant end(Sync sync, Reading reading, boolean full, Optional<Instant> newest) {
        // If there was a login to a wrong org meanwhile, this throws.
        packages.nameOf(sync.packageId());
        long calls = usage.calls(CallPurpose.INVENTORY) - sync.callsBefore();
        var took = Duration.between(sync.begunAt(), clock.instant());
        // What Salesforce did not tell this time is in no row: all of them are read again.
        var changedUntil = newest.filter(_ -> sync.fields().equals(SubscriberFields.ALL));
        long here = QuarkusTransaction.requiringNew().call(() -> {
            inventories.keep(sync.claim());
            if (full) {
                removeUnseen(sync, reading);
            }
            long orgs = subscribers.count(sync.packageId());
            inventories.ended(
                    sync.claim(),
                    new ReadingEnded(
                            reading, full, changedUntil, orgs, sync.rows() - orgs, calls, took, sync.remark()));
            return orgs;
        });
        metrics.counter(UNREADABLE).increment((double) sync.unreadable());
        metrics.counter(CALLS, "package", sync.packageId(), "kind", full ? "full" : "changes")
                .increment((double) calls);
        LOG.infof(
                "%s read of %s: %d subscribers, %d calls, %d ms",
                full ? "all was" : "changes were", sync.packageId(), here, calls, took.toMillis());
        return reading.begunAt();
    }

    private void removeUnseen(Sync sync, Reading reading) {
        int removed = subscribers.removeUnseen(sync.packageId(), reading.number());
        if (removed > 0) {
            LOG.infof("%d orgs have %s no more", removed, sync.packageId());
        }
    }
}
