package io.pushwave.planner.campaign.work;

import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.CampaignsSignal;
import io.pushwave.planner.PlannerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps every campaign going: reads them at each tick and whenever it is woken, and does for each what comes next.
 * Each campaign has its own thread while there is something to do for it, so one that is slow or broken holds up no other; a
 * claim in the database makes sure that of several planners only one works for it.
 */
@ApplicationScoped
class DriveCampaigns {
    private static final Logger LOG = Logger.getLogger(DriveCampaigns.class);
    private static final String BEFORE_THE_FIRST = "";

    private final AdvanceCampaign advance;
    private final ClaimCampaign claims;
    private final FailedSteps failures;
    private final CampaignUpkeep upkeep;
    private final SchemaMigration schema;
    private final CampaignsSignal campaigns;
    private final PlannerConfig.Driver config;
    private final Set<CampaignId> driven = ConcurrentHashMap.newKeySet();
    private final Semaphore slots;
    private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    DriveCampaigns(
            AdvanceCampaign advance,
            ClaimCampaign claims,
            FailedSteps failures,
            CampaignUpkeep upkeep,
            SchemaMigration schema,
            CampaignsSignal campaigns,
            PlannerConfig config) {
        this.advance = advance;
        this.claims = claims;
        this.failures = failures;
        this.upkeep = upkeep;
        this.schema = schema;
        this.campaigns = campaigns;
        this.config = config.driver();
        this.slots = new Semaphore(config.driver().parallelCampaigns());
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        Thread.ofPlatform().name("campaign-driver").daemon().start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        campaigns.wake();
        turns.shutdown();
        if (!turns.awaitTermination(config.shutdownWait().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("steps of %s still run after %s; they are undone", driven, config.shutdownWait());
        }
    }

    private void run() {
        try {
            while (!stopping) {
                long seen = campaigns.seen();
                if (schema.ready()) {
                    driveAll();
                }
                campaigns.await(seen, config.tick());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void driveAll() {
        try {
            String after = BEFORE_THE_FIRST;
            while (!stopping) {
                var page = claims.claimable(after, config.page());
                page.forEach(this::drive);
                if (page.size() < config.page()) {
                    break;
                }
                after = page.getLast().value();
            }
            upkeep.measure();
            if (upkeep.cleanUp()) {
                campaigns.wake();
            }
        } catch (RuntimeException e) {
            // The database is unavailable, most likely; its health check says so, and the next tick tries again.
            LOG.warnf("campaigns could not be driven, tried again in %s: %s", config.tick(), e);
        }
    }

    private void drive(CampaignId id) {
        if (failures.mustWait(id)) {
            return;
        }
        if (!stopping && driven.add(id)) {
            turns.execute(() -> turn(id));
        }
    }

    /** Works for one campaign until there is nothing to do, or others shall have their turn. */
    private void turn(CampaignId id) {
        boolean more = false;
        try {
            slots.acquire();
            try {
                more = steps(id);
            } finally {
                slots.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            driven.remove(id);
        }
        if (more) {
            campaigns.wake();
        }
    }

    private boolean steps(CampaignId id) {
        try {
            for (int step = 0; step < config.stepsPerTurn(); step++) {
                if (stopping || !advance.step(id)) {
                    failures.succeeded(id);
                    return false;
                }
            }
            failures.succeeded(id);
            return true;
        } catch (RuntimeException e) {
            failures.failed(id, e);
            return false;
        }
    }
}
