package io.pushwave.executor.inventory.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.work.CallSlots;
import io.pushwave.executor.intake.NewWork;
import io.pushwave.executor.work.Ticker;
import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Sees to inventories, one at a time, and to the metric that tells their age. */
@ApplicationScoped
class InventoryWorker {
    /** How soon a metric tells what another instance has read. */
    private static final Duration AGES_INTERVAL = Duration.ofSeconds(15);

    private final Ticker ticker;
    private final Ticker ages;

    InventoryWorker(
            ExecutorConfig config,
            AnswerInventory answer,
            InventoryAges inventoryAges,
            CallSlots slots,
            SchemaMigration schema,
            MeterRegistry metrics) {
        var backoff = new Backoff(config.retryFirst(), config.retryLongest());
        BooleanSupplier callable = () -> schema.ready() && slots.any();
        this.ticker = new Ticker("inventory", config.tick(), backoff, callable, () -> seeTo(answer), metrics);
        this.ages =
                new Ticker("inventory-ages", AGES_INTERVAL, backoff, schema::ready, inventoryAges::lookAgain, metrics);
    }

    private boolean seeTo(AnswerInventory answer) {
        boolean some = answer.next();
        if (some) {
            ages.wake();
        }
        return some;
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
        ages.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
        ages.close();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewWork work) {
        if (work == NewWork.INVENTORY_REQUESTS) {
            ticker.wake();
        }
    }
}
