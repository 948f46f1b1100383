package io.pushwave.executor.intake.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.control.postgres.HeldControls;
import io.pushwave.executor.control.postgres.HeldControls.Holding;
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
import java.util.List;

/**
 * The controls that hold campaigns, as they were seen last, for health checks and metrics: those must not wait for a database. Whoever
 * decides about a campaign asks the database itself.
 */
@ApplicationScoped
public class HeldControlsWatch {
    static final String HELD = "pushwave.executor.controls.held";

    /** How soon this instance tells what another one has found. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final HeldControls held;
    private final Ticker looking;
    private volatile List<Holding> holding = List.of();

    HeldControlsWatch(ExecutorConfig config, HeldControls held, SchemaMigration schema, MeterRegistry metrics) {
        this.held = held;
        this.looking = new Ticker(
                "held-controls",
                INTERVAL,
                new Backoff(config.retryFirst(), config.retryLongest()),
                schema::ready,
                this::look,
                metrics);
        Gauge.builder(HELD, () -> holding.size())
                .description("Words about campaigns that cannot be read and hold them")
                .register(metrics);
    }

    /** Oldest first. */
    public List<Holding> holding() {
        return holding;
    }

    void start(@Observes StartupEvent event) {
        looking.start();
    }

    void stop(@Observes ShutdownEvent event) {
        looking.close();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewWork work) {
        if (work == NewWork.CONTROLS) {
            looking.wake();
        }
    }

    private boolean look() {
        holding = held.holding();
        return false;
    }
}
