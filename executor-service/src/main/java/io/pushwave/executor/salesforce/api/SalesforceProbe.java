package io.pushwave.executor.salesforce.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import io.pushwave.executor.salesforce.call.SalesforceState;
import io.pushwave.executor.work.Ticker;
import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Logs in at start and, while something is wrong, again and again: so health is true also when there is nothing to do. */
@ApplicationScoped
class SalesforceProbe {
    private final Ticker ticker;
    private final SalesforceState state;
    private final SalesforceCalls calls;

    SalesforceProbe(
            ExecutorConfig config,
            SalesforceState state,
            SalesforceCalls calls,
            SchemaMigration schema,
            MeterRegistry metrics) {
        this.state = state;
        this.calls = calls;
        this.ticker = new Ticker(
                "salesforce-probe",
                config.tick(),
                new Backoff(config.retryFirst(), config.retryLongest()),
                () -> schema.ready() && state.away().isPresent(),
                this::probe,
                metrics);
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    private boolean probe() {
        if (state.away().isPresent()) {
            calls.probe();
        }
        return false;
    }
}
