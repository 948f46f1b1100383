package io.pushwave.planner.org.work;

import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.planner.CampaignsSignal;
import io.pushwave.planner.PlannerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Keeps registers true to their newest snapshots, on a thread of its own: the orgs of a large package are compared in many steps, and
 * no campaign waits for them. It is woken as the campaigns' driver is, by what comes in and by the tick.
 */
@ApplicationScoped
class KeepRegister {
    private static final Logger LOG = Logger.getLogger(KeepRegister.class);

    private final CompareRegister compare;
    private final SchemaMigration schema;
    private final CampaignsSignal campaigns;
    private final PlannerConfig.Driver config;
    private volatile boolean stopping;

    KeepRegister(CompareRegister compare, SchemaMigration schema, CampaignsSignal campaigns, PlannerConfig config) {
        this.compare = compare;
        this.schema = schema;
        this.campaigns = campaigns;
        this.config = config.driver();
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        Thread.ofPlatform().name("register-keeper").daemon().start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
    }

    private void run() {
        try {
            while (!stopping) {
                long seen = campaigns.seen();
                if (schema.ready()) {
                    stepAll();
                }
                campaigns.await(seen, config.tick());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stepAll() {
        try {
            boolean done = false;
            while (!stopping && compare.step()) {
                done = true;
            }
            if (done) {
                // Some may wait for a register to be planned from.
                campaigns.wake();
            }
        } catch (RuntimeException e) {
            // The database is unavailable, most likely; its health check says so, and the next tick tries again.
            LOG.warnf("registers could not be compared, tried again in %s: %s", config.tick(), e);
        }
    }
}
