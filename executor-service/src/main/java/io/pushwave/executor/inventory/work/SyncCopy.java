package io.pushwave.executor.inventory.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.SubscriberApi;
import io.pushwave.executor.inventory.SubscriberApi.Standing;
import io.pushwave.executor.inventory.SubscriberFields;
import io.pushwave.executor.inventory.SyncRule;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.inventory.postgres.Subscribers;
import io.pushwave.executor.salesforce.PackagingException;
import jakarta.enterprise.context.ApplicationScoped;
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
    private static final Logger LOG = Logger.getLogger(SyncCopy.class);

    private final SyncRule rule;
    private final SubscriberApi salesforce;
    private final SyncAccount syncs;
    private final ReadSubscribers reader;
    private final Inventories inventories;
    private final Subscribers subscribers;

    SyncCopy(
            ExecutorConfig config,
            SubscriberApi salesforce,
            SyncAccount syncs,
            ReadSubscribers reader,
            Inventories inventories,
            Subscribers subscribers) {
        this.rule = config.inventory().rule();
        this.salesforce = salesforce;
        this.syncs = syncs;
        this.reader = reader;
        this.inventories = inventories;
        this.subscribers = subscribers;
    }

    /** Reads what is to be read, and says as of when the copy stands. */
    Instant bringUpToDate(InventoryClaim claim) {
        return switch (rule.decide(claim.copy(), claim.now())) {
            case SyncRule.Step.Nothing _ -> claim.copy().asOf().orElseThrow();
            case SyncRule.Step.Changes(var since) -> changes(claim, since);
            case SyncRule.Step.Everything(var why) -> everything(syncs.begin(claim), why);
        };
    }

    private Instant changes(InventoryClaim claim, Instant since) {
        var sync = syncs.begin(claim);
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
        return syncs.end(sync, reading, false, newest);
    }

    private Instant everything(Sync sync, String why) {
        LOG.infof("all subscribers of %s are read: %s", sync.packageId(), why);
        var standing = standing(sync);
        var reading = reader.everything(sync, standing.map(Standing::rows));
        var newest = standing.flatMap(Standing::newest).or(sync::newest);
        return syncs.end(sync, reading, true, newest);
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
