package io.pushwave.executor.pushing;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.HeardControls;
import io.pushwave.executor.NewWork;
import io.pushwave.executor.Ticker;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.packaging.CallSlots;
import io.pushwave.executor.postgres.PushRequests;
import io.pushwave.messaging.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The workers of pushing: forming requests, stepping them (several at once), following the active ones, cleaning up. */
@ApplicationScoped
class PushingWorkers {
    private static final Logger LOG = Logger.getLogger(PushingWorkers.class);
    private static final long STOP_WAIT_SECONDS_MAXIMUM = 10;

    private final FormRequests formRequests;
    private final StepRequest stepRequest;
    private final PushRequests requests;
    private final HeardControls heard;
    private final int parallelism;
    private final Semaphore free;
    private final Ticker forming;
    private final Ticker stepping;
    private final Ticker following;
    private final Ticker followingLate;
    private final Ticker sweeping;

    PushingWorkers(
            ExecutorConfig config,
            FormRequests formRequests,
            StepRequest stepRequest,
            FollowRequests followRequests,
            SweepOrphans sweepOrphans,
            PushRequests requests,
            HeardControls heard,
            CallSlots slots,
            SchemaMigration schema,
            MeterRegistry metrics) {
        this.formRequests = formRequests;
        this.stepRequest = stepRequest;
        this.requests = requests;
        this.heard = heard;
        this.parallelism = config.request().parallelism();
        this.free = new Semaphore(parallelism);
        var backoff = new Backoff(config.retryFirst(), config.retryLongest());
        BooleanSupplier ready = schema::ready;
        BooleanSupplier callable = () -> schema.ready() && slots.any();
        this.forming = new Ticker("forming", config.tick(), backoff, ready, this::form, metrics);
        this.stepping = new Ticker("stepping", config.tick(), backoff, callable, this::step, metrics);
        this.following = new Ticker("following", config.tick(), backoff, callable, followRequests::pollDue, metrics);
        this.followingLate =
                new Ticker("following-late", lateTick(config), backoff, callable, followRequests::pollOverdue, metrics);
        this.sweeping =
                new Ticker("sweeping", config.request().orphanSweep(), backoff, callable, sweepOrphans::sweep, metrics);
    }

    void start(@Observes StartupEvent event) {
        forming.start();
        stepping.start();
        following.start();
        followingLate.start();
        sweeping.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        forming.close();
        stepping.close();
        following.close();
        followingLate.close();
        sweeping.close();
        if (!free.tryAcquire(parallelism, STOP_WAIT_SECONDS_MAXIMUM, TimeUnit.SECONDS)) {
            LOG.info("steps are still under way at the end; their leases run out and they are taken up again");
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewWork work) {
        switch (work) {
            case COMMANDS -> forming.wake();
            case CONTROLS -> {
                forming.wake();
                stepping.wake();
            }
            case INVENTORY_REQUESTS -> {}
        }
    }

    /** Looks for late answers that are due are late by a tenth at most. */
    private static Duration lateTick(ExecutorConfig config) {
        var tenth = config.polling().lateInterval().dividedBy(10);
        return tenth.compareTo(config.tick()) < 0 ? config.tick() : tenth;
    }

    private boolean form() {
        boolean more = formRequests.formRipe();
        stepping.wake();
        return more;
    }

    /** Hands claimed requests to threads of their own; each comes back for more when one has ended. */
    private boolean step() {
        // An instance that might not hear a brake holds what it claims: one at a time, so that others come to it first.
        int places = heard.certain() ? free.availablePermits() : Math.min(1, free.availablePermits());
        if (places == 0) {
            return false;
        }
        for (var claim : requests.claimSteppable(places)) {
            free.acquireUninterruptibly();
            Thread.ofVirtual().name("step-" + claim.request().plan().id()).start(() -> {
                try {
                    stepRequest.run(claim);
                } catch (Error e) {
                    // As if the process had died here: nothing is given back, the lease runs out.
                    LOG.errorf(
                            e,
                            "a step of push request %s broke off",
                            claim.request().plan().id());
                } finally {
                    free.release();
                    if (heard.certain()) {
                        stepping.wake();
                    }
                    following.wake();
                }
            });
        }
        return false;
    }
}
