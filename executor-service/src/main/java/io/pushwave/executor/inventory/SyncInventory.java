package io.pushwave.executor.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingApi.PackageName;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.postgres.InventorySyncs;
import io.pushwave.executor.postgres.InventorySyncs.SyncClaim;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers one inventory request: the package's versions, then every subscriber page by page, then the mark that the snapshot
 * is complete. A snapshot that was interrupted begins anew under another id.
 */
@ApplicationScoped
class SyncInventory {
    static final String SUBSCRIBERS = "pushwave.executor.subscribers.listed";

    private static final Logger LOG = Logger.getLogger(SyncInventory.class);

    private final ExecutorConfig config;
    private final PackagingApi salesforce;
    private final InventorySyncs syncs;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;
    private final MeterRegistry metrics;

    SyncInventory(
            ExecutorConfig config,
            PackagingApi salesforce,
            InventorySyncs syncs,
            Outbox outbox,
            IdSource ids,
            Clock clock,
            MeterRegistry metrics) {
        this.config = config;
        this.salesforce = salesforce;
        this.syncs = syncs;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** One snapshot on its way. */
    private static final class Snapshot {
        private final String id;
        private int pages;
        private long rows;

        Snapshot(String id) {
            this.id = id;
        }
    }

    /** Answers the request that has been due for longest, and says whether there was one. */
    boolean answerNext() {
        var claim = syncs.claim();
        claim.ifPresent(this::answer);
        return claim.isPresent();
    }

    private void answer(SyncClaim claim) {
        try {
            if (claim.catalogued() || catalogue(claim)) {
                list(claim);
            }
        } catch (PackagingException e) {
            LOG.warnf(
                    "the inventory of %s waits (%s): %s",
                    claim.packageId(), e.failure().tag(), e.sentence());
            var backoff = new Backoff(config.retryFirst(), config.retryLongest());
            syncs.postpone(claim, backoff.after(claim.failures() + 1), e.sentence());
        } catch (LeaseLostException e) {
            LOG.infof("an inventory went to another instance: %s", e.getMessage());
        }
    }

    /** Sends the package's versions; false if there is no such package, which is the whole answer then. */
    private boolean catalogue(SyncClaim claim) {
        Optional<PackageName> name = salesforce.packageNamed(claim.packageId());
        if (name.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> {
                syncs.done(claim);
                outbox.append(
                        List.of(new PackageUnknown(claim.requestId(), claim.packageId(), clock.instant())),
                        Optional.empty());
            });
            return false;
        }
        var versions = salesforce.versionsOf(claim.packageId());
        QuarkusTransaction.requiringNew().run(() -> {
            syncs.catalogued(claim);
            outbox.append(
                    List.of(new PackageCatalogued(
                            claim.requestId(),
                            claim.packageId(),
                            name.get().name(),
                            name.get().namespacePrefix(),
                            versions,
                            clock.instant())),
                    Optional.empty());
        });
        return true;
    }

    private void list(SyncClaim claim) {
        var asOf = clock.instant();
        var snapshot = new Snapshot(ids.next());
        salesforce.subscribersOf(claim.packageId(), page -> send(claim, snapshot, page));
        QuarkusTransaction.requiringNew().run(() -> {
            syncs.done(claim);
            outbox.append(
                    List.of(new SnapshotCompleted(
                            claim.requestId(), claim.packageId(), snapshot.id, snapshot.pages, snapshot.rows, asOf)),
                    Optional.empty());
        });
        LOG.infof("the inventory of %s was sent: %d subscribers", claim.packageId(), snapshot.rows);
    }

    private void send(SyncClaim claim, Snapshot snapshot, List<SubscriberRow> rows) {
        var messages = new ArrayList<SubscribersListed>();
        int most = config.inventory().rowsPerMessage();
        for (int start = 0; start < rows.size(); start += most) {
            snapshot.pages++;
            messages.add(new SubscribersListed(
                    claim.requestId(),
                    claim.packageId(),
                    snapshot.id,
                    snapshot.pages,
                    rows.subList(start, Math.min(start + most, rows.size()))));
        }
        snapshot.rows += rows.size();
        QuarkusTransaction.requiringNew().run(() -> {
            syncs.listed(claim, snapshot.rows);
            outbox.append(messages, Optional.empty());
        });
        metrics.counter(SUBSCRIBERS).increment(rows.size());
    }
}
