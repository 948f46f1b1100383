package io.pushwave.executor.inventory.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.inventory.postgres.InventoryRequests;
import io.pushwave.executor.inventory.postgres.Subscribers;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends a copy as a snapshot: every subscriber page by page, then the mark that it is complete. No other reading changes the copy
 * meanwhile, because it would need the same claim; what pushes tell of single orgs may, and is sent if it comes before their page.
 * A snapshot that was interrupted begins anew under another id.
 */
@ApplicationScoped
class PublishSnapshot {
    static final String SUBSCRIBERS = "pushwave.executor.subscribers.listed";

    private static final Logger LOG = Logger.getLogger(PublishSnapshot.class);
    /** Rows read and sent in one transaction: what is held in memory of a package of a million orgs. */
    private static final int ROWS_PER_TRANSACTION = 2_000;

    private final ExecutorConfig config;
    private final Inventories inventories;
    private final InventoryRequests requests;
    private final Subscribers subscribers;
    private final Outbox outbox;
    private final IdSource ids;
    private final MeterRegistry metrics;

    PublishSnapshot(
            ExecutorConfig config,
            Inventories inventories,
            InventoryRequests requests,
            Subscribers subscribers,
            Outbox outbox,
            IdSource ids,
            MeterRegistry metrics) {
        this.config = config;
        this.inventories = inventories;
        this.requests = requests;
        this.subscribers = subscribers;
        this.outbox = outbox;
        this.ids = ids;
        this.metrics = metrics;
    }

    /** One snapshot on its way. */
    private static final class Snapshot {
        private final String requestId;
        private final String id;
        private final Instant asOf;
        private int pages;
        private long rows;
        private String upTo = "";

        Snapshot(String requestId, String id, Instant asOf) {
            this.requestId = requestId;
            this.id = id;
            this.asOf = asOf;
        }
    }

    /** Sends the whole copy. */
    void publish(InventoryClaim claim, String requestId, Instant asOf) {
        var snapshot = new Snapshot(requestId, ids.next(), asOf);
        int sent;
        do {
            sent = QuarkusTransaction.requiringNew().call(() -> sendNext(claim, snapshot));
            metrics.counter(SUBSCRIBERS).increment(sent);
        } while (sent == ROWS_PER_TRANSACTION);
        QuarkusTransaction.requiringNew().run(() -> {
            inventories.keep(claim);
            requests.done(requestId);
            outbox.append(
                    List.of(new SnapshotCompleted(
                            requestId, claim.packageId(), snapshot.id, snapshot.pages, snapshot.rows, snapshot.asOf)),
                    Optional.empty());
        });
        LOG.infof("the inventory of %s was sent: %d subscribers as of %s", claim.packageId(), snapshot.rows, asOf);
    }

    private int sendNext(InventoryClaim claim, Snapshot snapshot) {
        inventories.keep(claim);
        var rows = subscribers.page(claim.packageId(), snapshot.upTo, ROWS_PER_TRANSACTION);
        if (!rows.isEmpty()) {
            outbox.append(messages(claim, snapshot, rows), Optional.empty());
            snapshot.rows += rows.size();
            snapshot.upTo = rows.getLast().orgKey().value();
        }
        return rows.size();
    }

    private List<SubscribersListed> messages(InventoryClaim claim, Snapshot snapshot, List<SubscriberRow> rows) {
        var messages = new ArrayList<SubscribersListed>();
        int most = config.inventory().rowsPerMessage();
        for (int start = 0; start < rows.size(); start += most) {
            snapshot.pages++;
            messages.add(new SubscribersListed(
                    snapshot.requestId,
                    claim.packageId(),
                    snapshot.id,
                    snapshot.pages,
                    rows.subList(start, Math.min(start + most, rows.size())),
                    Optional.of(snapshot.asOf)));
        }
        return messages;
    }
}
