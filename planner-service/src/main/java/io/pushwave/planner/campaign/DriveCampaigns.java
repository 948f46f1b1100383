package io.pushwave.planner.campaign;

import io.pushwave.messaging.SchemaMigration;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.PlannerMetrics;
import io.pushwave.planner.Signal;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.Inventory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps every campaign going: looks at them at each tick and whenever it is woken, and does for each what its decider says.
 * Each campaign has its own thread while there is something to do for it, so one that is slow or broken holds up no other; a
 * claim in the database makes sure that of several planners only one works for it.
 */
@ApplicationScoped
public class DriveCampaigns {
    private static final Logger LOG = Logger.getLogger(DriveCampaigns.class);
    private static final String BEFORE_THE_FIRST = "";

    private final AdvanceCampaign advance;
    private final Campaigns campaigns;
    private final Inventory inventory;
    private final SchemaMigration schema;
    private final PlannerMetrics metrics;
    private final PlannerConfig config;
    private final Clock clock;
    private final Signal wake = new Signal();
    private final Set<CampaignId> driven = ConcurrentHashMap.newKeySet();
    private final Map<CampaignId, Failure> failures = new ConcurrentHashMap<>();
    private final Semaphore slots;
    private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;
    private Instant measuredAt = Instant.MIN;

    DriveCampaigns(
            AdvanceCampaign advance,
            Campaigns campaigns,
            Inventory inventory,
            SchemaMigration schema,
            PlannerMetrics metrics,
            PlannerConfig config,
            Clock clock) {
        this.advance = advance;
        this.campaigns = campaigns;
        this.inventory = inventory;
        this.schema = schema;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.slots = new Semaphore(config.driver().parallelCampaigns());
    }

    /** A campaign whose last step failed: when it is tried again, and the wait after the next failure. */
    private record Failure(Instant retryAt, Duration nextDelay) {}

    /** Something happened that may let a campaign go on. */
    public void wake() {
        wake.give();
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        Thread.ofPlatform().name("campaign-driver").daemon().start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake.give();
        turns.shutdown();
        if (!turns.awaitTermination(config.driver().shutdownWait().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf(
                    "steps of %s still run after %s; they are undone",
                    driven, config.driver().shutdownWait());
        }
    }

    private void run() {
        try {
            while (!stopping) {
                long seen = wake.seen();
                if (schema.ready()) {
                    look();
                }
                wake.await(seen, config.driver().tick());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            String after = BEFORE_THE_FIRST;
            while (!stopping) {
                var page = campaigns.claimable(after, config.driver().page());
                page.forEach(this::drive);
                if (page.size() < config.driver().page()) {
                    break;
                }
                after = page.getLast().value();
            }
            measure();
            if (QuarkusTransaction.requiringNew()
                    .call(() -> inventory.cleanUp(config.batches().cleanUp()))) {
                wake.give();
            }
        } catch (RuntimeException e) {
            // The database is away, most likely; its health check says so, and the next tick tries again.
            LOG.warnf(
                    "campaigns cannot be looked at, tried again in %s: %s",
                    config.driver().tick(), e);
        }
    }

    private void measure() {
        var now = clock.instant();
        if (measuredAt.plus(config.driver().measureInterval()).isBefore(now)) {
            metrics.campaigns(campaigns.countByState());
            measuredAt = now;
        }
    }

    private void drive(CampaignId id) {
        var failure = failures.get(id);
        if (failure != null && clock.instant().isBefore(failure.retryAt())) {
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
            wake.give();
        }
    }

    private boolean steps(CampaignId id) {
        try {
            for (int step = 0; step < config.driver().stepsPerTurn(); step++) {
                if (stopping || !advance.step(id)) {
                    failures.remove(id);
                    return false;
                }
            }
            failures.remove(id);
            return true;
        } catch (RuntimeException e) {
            failed(id, e);
            return false;
        }
    }

    private void failed(CampaignId id, RuntimeException e) {
        metrics.stepFailed();
        var failure = failures.compute(id, (_, last) -> {
            var delay = last == null ? config.driver().retryDelay() : last.nextDelay();
            var doubled = delay.multipliedBy(2);
            var maximum = config.driver().retryDelayMaximum();
            return new Failure(clock.instant().plus(delay), doubled.compareTo(maximum) < 0 ? doubled : maximum);
        });
        LOG.errorf(e, "campaign %s: a step failed and was undone, tried again at %s", id, failure.retryAt());
    }
}
