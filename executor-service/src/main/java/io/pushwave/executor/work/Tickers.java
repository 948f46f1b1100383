package io.pushwave.executor.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.schema.SchemaMigration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tickers that wait for the schema, and after failures as long as everything does. */
@ApplicationScoped
public class Tickers {
    private final ExecutorConfig config;
    private final SchemaMigration schema;
    private final MeterRegistry metrics;

    Tickers(ExecutorConfig config, SchemaMigration schema, MeterRegistry metrics) {
        this.config = config;
        this.schema = schema;
        this.metrics = metrics;
    }

    /** One that has not been started. */
    public Ticker every(Duration interval, String name, BooleanSupplier work) {
        return every(interval, name, () -> true, work);
    }

    /** One that also waits for something else, and has not been started. */
    public Ticker every(Duration interval, String name, BooleanSupplier ready, BooleanSupplier work) {
        return new Ticker(
                name,
                interval,
                new Backoff(config.retryFirst(), config.retryLongest()),
                () -> schema.ready() && ready.getAsBoolean(),
                work,
                metrics);
    }
}
