package io.pushwave.executor.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.CallPurpose;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.domain.SubscriberApi;
import io.pushwave.executor.domain.SubscriberApi.Standing;
import io.pushwave.executor.domain.SubscriberFields;
import io.pushwave.executor.domain.SyncRule;
import io.pushwave.executor.packaging.ApiUsage;
import io.pushwave.executor.packaging.KnownPackages;
import io.pushwave.executor.postgres.Inventories;
import io.pushwave.executor.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.postgres.Inventories.Reading;
import io.pushwave.executor.postgres.Inventories.ReadingEnded;
import io.pushwave.executor.postgres.Subscribers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings the copy of a package's subscribers up to date: by what has changed, or by everything. Rows are taken over as they come;
 * what went is removed only when everything was read, so a reading that breaks off never makes a copy smaller. Nothing is asked,
 * and nothing that was answered is believed, before the org is known to own the package: in a wrong one every package has no
 * subscribers.
 */
@ApplicationScoped
class SyncCopy {
    static final String CALLS = "pushwave.executor.inventory.calls";

    private static final Logger LOG = Logger.getLogger(SyncCopy.class);

    private final SyncRule rule;
    private final SubscriberApi salesforce;
    private final KnownPackages packages;
    private final ReadSubscribers reader;
    private final Inventories inventories;
    private final Subscribers subscribers;
    private final ApiUsage usage;
    private final MeterRegistry metrics;
    private final Clock clock;

    SyncCopy(
            ExecutorConfig config,
            SubscriberApi salesforce,
            KnownPackages packages,
            ReadSubscribers reader,
            Inventories inventories,
            Subscribers subscribers,
            ApiUsage usage,
            MeterRegistry metrics,
            Clock clock) {
        this.rule = config.inventory().rule();
        this.salesforce = salesforce;
        this.packages = packages;
        this.reader = reader;
        this.inventories = inventories;
        this.subscribers = subscribers;
        this.usage = usage;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Reads what is to be read, and says as of when the copy stands. */
    Instant bringUpToDate(InventoryClaim claim) {
        return switch (rule.decide(claim.copy(), claim.now())) {
            case SyncRule.Step.Nothing _ -> claim.copy().asOf().orElseThrow();
            case SyncRule.Step.Changes(var since) -> changes(claim, since);
            case SyncRule.Step.Everything(var why) -> everything(begin(claim), why);
        };
    }

    private Sync begin(InventoryClaim claim) {
        // While the org is a wrong one most tries end here without any call, and now and then one with a new login.
        packages.nameOf(claim.packageId());
        // Only this worker makes calls for the inventory, so the difference is what a reading cost.
        return new Sync(claim, clock.instant(), usage.calls(CallPurpose.INVENTORY));
    }

    private Instant changes(InventoryClaim claim, Instant since) {
        var sync = begin(claim);
        var reading = inventories.begin(claim);
        var standing = standing(sync);
        if (!reader.changes(sync, reading, since)) {
            return everything(sync, "Salesforce does not tell which subscribers changed");
        }
        long here = subscribers.count(claim.packageId()) + claim.copy().repeated();
        if (standing.isPresent() && standing.get().rows() != here) {
            // Somebody may have come or gone between the two questions.
            long there = standing(sync).map(Standing::rows).orElse(here);
            if (there != here) {
                return everything(sync, "Salesforce has " + there + " subscribers, the copy " + here);
            }
        }
        if (standing.isEmpty()) {
            sync.remark("Orgs that went are noticed by the next full comparison.");
        }
        var newest = standing.flatMap(Standing::newest).or(sync::newest).or(claim.copy()::changedUntil);
        return end(sync, reading, false, newest);
    }

    private Instant everything(Sync sync, String why) {
        LOG.infof("all subscribers of %s are read: %s", sync.packageId(), why);
        var standing = standing(sync);
        var reading = reader.everything(sync, standing.map(Standing::rows));
        var newest = standing.flatMap(Standing::newest).or(sync::newest);
        return end(sync, reading, true, newest);
    }

    private Instant end(Sync sync, Reading reading, boolean full, Optional<Instant> newest) {
        // If there was a login to a wrong org meanwhile, this throws.
        packages.nameOf(sync.packageId());
        long calls = usage.calls(CallPurpose.INVENTORY) - sync.callsBefore();
        var took = Duration.between(sync.begunAt(), clock.instant());
        // What Salesforce did not tell this time is in no row: all of them are read again.
        var told = newest.filter(_ -> sync.fields().equals(SubscriberFields.ALL));
        long here = QuarkusTransaction.requiringNew().call(() -> {
            inventories.keep(sync.claim());
            if (full) {
                removeUnseen(sync, reading);
            }
            long orgs = subscribers.count(sync.packageId());
            inventories.ended(
                    sync.claim(),
                    new ReadingEnded(reading, full, told, orgs, sync.rows() - orgs, calls, took, sync.remark()));
            return orgs;
        });
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

    /** Empty if Salesforce does not count in time, as may be with a million; the comparison is lost by that. */
    private Optional<Standing> standing(Sync sync) {
        try {
            return Optional.of(counted(sync));
        } catch (PackagingException e) {
            if (!e.tookTooLong()) {
                throw e;
            }
            sync.remark("Salesforce did not count the subscribers in time.");
            return Optional.empty();
        }
    }

    /** Whether the newest change can be asked for is not documented; without it the newest that came has to do. */
    private Standing counted(Sync sync) {
        try {
            return salesforce.standing(sync.packageId(), true);
        } catch (PackagingException e) {
            if (SubscriberFields.ALL.afterRefusal(e.errorCode(), e.sentence()).isEmpty()) {
                throw e;
            }
            return salesforce.standing(sync.packageId(), false);
        }
    }
}
