package io.pushwave.executor.inventory.work;

import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.postgres.LeaseLostException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps a claim while its owner waits for Salesforce: a query for all subscribers may take longer than a lease, and an
 * instance that took it over would only ask the same. Ends with the process, so that a dead one's work is taken over soon.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final int BEATS_PER_LEASE = 3;

    private final Inventories inventories;
    private final InventoryClaim claim;
    private final Duration interval;
    private final Thread thread;

    Heartbeat(Inventories inventories, InventoryClaim claim, Duration lease) {
        this.inventories = inventories;
        this.claim = claim;
        this.interval = lease.dividedBy(BEATS_PER_LEASE);
        this.thread = Thread.ofVirtual().name("pushwave-inventory-heartbeat").start(this::beat);
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(interval);
                keep();
            }
        } catch (InterruptedException ended) {
            // The owner is done; nothing is left to keep.
        }
    }

    private void keep() {
        try {
            QuarkusTransaction.requiringNew().run(() -> inventories.keep(claim));
        } catch (LeaseLostException e) {
            // The owner finds out for itself, with the next page that it stores.
            LOG.debugf("%s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("the claim of %s could not be kept: %s", claim.packageId(), e.getMessage());
        }
    }

    /** Lets a beat that is under way end, so that it does not come after the claim was given back. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
