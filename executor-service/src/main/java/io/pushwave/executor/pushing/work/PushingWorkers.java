package io.pushwave.executor.pushing.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.work.CallSlots;
import io.pushwave.executor.following.work.FollowRequests;
import io.pushwave.executor.intake.NewWork;
import io.pushwave.executor.request.work.FormRequests;
import io.pushwave.executor.request.work.StepsUnderWay;
import io.pushwave.executor.request.work.SweepOrphans;
import io.pushwave.executor.work.Ticker;
import io.pushwave.executor.work.Tickers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The workers of pushing: forming requests, stepping them (several at once), following the active ones, cleaning up. */
@ApplicationScoped
class PushingWorkers {
    private static final Logger LOG = Logger.getLogger(PushingWorkers.class);
    private static final long STOP_WAIT_SECONDS_MAXIMUM = 10;

    private final FormRequests formRequests;
    private final StepsUnderWay steps;
    private final Ticker forming;
    private final Ticker stepping;
    private final Ticker following;
    private final Ticker followingLate;
    private final Ticker sweeping;

    PushingWorkers(
            ExecutorConfig config,
            FormRequests formRequests,
            StepsUnderWay steps,
            FollowRequests followRequests,
            SweepOrphans sweepOrphans,
            CallSlots slots,
            Tickers tickers) {
        this.formRequests = formRequests;
        this.steps = steps;
        this.forming = tickers.every(config.tick(), "forming", this::form);
        this.stepping = tickers.every(config.tick(), "stepping", slots::any, this::step);
        this.following = tickers.every(config.tick(), "following", slots::any, followRequests::pollDue);
        this.followingLate = tickers.every(lateTick(config), "following-late", slots::any, followRequests::pollOverdue);
        this.sweeping = tickers.every(config.request().orphanSweep(), "sweeping", slots::any, sweepOrphans::sweep);
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
        if (!steps.ended(STOP_WAIT_SECONDS_MAXIMUM)) {
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

    /** When one has come to rest, there may be room for more, and something to follow. */
    private boolean step() {
        steps.begin(more -> {
            if (more) {
                stepping.wake();
            }
            following.wake();
        });
        return false;
    }
}
