package io.pushwave.executor.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.NewWork;
import io.pushwave.executor.Ticker;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.messaging.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Answers inventory requests, one at a time. */
@ApplicationScoped
class InventoryWorker {
    private final Ticker ticker;

    InventoryWorker(ExecutorConfig config, SyncInventory sync, SchemaMigration schema, MeterRegistry metrics) {
        this.ticker = new Ticker(
                "inventory",
                config.tick(),
                new Backoff(config.retryFirst(), config.retryLongest()),
                schema::ready,
                sync::answerNext,
                metrics);
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewWork work) {
        if (work == NewWork.INVENTORY_REQUESTS) {
            ticker.wake();
        }
    }
}
