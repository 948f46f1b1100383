package io.pushwave.executor.budget.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.postgres.ApiSlots;
import io.pushwave.executor.budget.postgres.ApiSlots.Division;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.login.Credentials;
import io.pushwave.executor.work.Pause;
import io.pushwave.executor.work.Ticker;
import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * This instance's part of the calls that may run at once. No call begins without a slot whose lease outlasts it, so that calls of
 * an instance that dies, or is cut off from the database, have ended before somebody else owns its slots. Who waits for one gets
 * it in turn, so neither following nor the inventory starves pushing. Thread-safe.
 */
@ApplicationScoped
public class CallSlots {
    /** How often slots are kept and divided anew: a newcomer waits about twice as long for its share. */
    private static final Duration HEARTBEAT = Duration.ofMillis(400);

    /** How long the database or this process may stand still before calls wait; a dead instance's slots lie so much longer. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(CallSlots.class);

    private final ApiSlots slots;
    private final Credentials credentials;
    private final int all;
    private final Duration callMaximum;
    private final Duration lease;
    private final Duration wait;
    private final Permits free = new Permits();

    /** Bound while work has a slot that it does not give back after a call. */
    private final ScopedValue<Boolean> kept = ScopedValue.newInstance();

    private final Ticker ticker;
    private volatile Division division = new Division(0, 0, 1);
    private volatile long goodUntil = System.nanoTime();

    CallSlots(
            ApiSlots slots,
            Credentials credentials,
            ExecutorConfig config,
            SchemaMigration schema,
            MeterRegistry metrics) {
        this.slots = slots;
        this.credentials = credentials;
        this.all = config.budget().concurrentCalls();
        this.callMaximum =
                config.salesforce().callTimeout().plus(config.salesforce().connectTimeout());
        this.lease = callMaximum.plus(MARGIN);
        // Work belongs to an instance for a while only: waiting for a slot and the call itself must end within it.
        this.wait = config.lease().minus(config.salesforce().callTimeout()).dividedBy(2);
        this.ticker = new Ticker(
                "call-slots",
                HEARTBEAT,
                new Backoff(config.retryFirst(), config.retryLongest()),
                schema::ready,
                this::renew,
                metrics);
    }

    /** Permits that can be taken away while they are in use. */
    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits() {
            super(0, true);
        }

        void change(int by) {
            if (by > 0) {
                release(by);
            } else if (by < 0) {
                reducePermits(-by);
            }
        }
    }

    /**
     * How calls at once stand.
     *
     * @param share of all instances together
     * @param owned by this instance now
     * @param inUse by calls of this instance
     * @param instances that share
     */
    public record Concurrency(int share, int owned, int inUse, int instances) {}

    public Concurrency concurrency() {
        var now = division;
        return new Concurrency(all, now.owned(), Math.max(0, now.owned() - free.availablePermits()), now.instances());
    }

    /** Whether this instance can make a call now or in turn. One that cannot claims no work: others may have slots for it. */
    public boolean any() {
        return division.owned() > 0 && good();
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
        try {
            shed(division.owned());
            slots.leave(credentials.login());
        } catch (RuntimeException e) {
            LOG.infof("the slots for calls are left to their leases: %s", e.getMessage());
        }
    }

    /**
     * Takes a slot, waiting for one in turn, and does some work whose calls need no other one.
     *
     * @throws PackagingException THROTTLED, with the reason, if there is none in time
     */
    public <T> T inTurn(Supplier<T> work) {
        enter();
        try {
            return ScopedValue.where(kept, true).call(work::get);
        } finally {
            leave();
        }
    }

    /**
     * Takes a slot, waiting for one in turn; whoever has it calls {@link #leave}.
     *
     * @throws PackagingException THROTTLED, with the reason, if there is none in time
     */
    public void enter() {
        if (kept.isBound()) {
            ensureGood();
            return;
        }
        boolean entered;
        try {
            entered = free.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Pause.stopping(e);
        }
        if (!entered) {
            throw new PackagingException(ApiFailure.THROTTLED, "", noneFree());
        }
        try {
            ensureGood();
        } catch (PackagingException e) {
            free.release();
            throw e;
        }
    }

    private void ensureGood() {
        if (!good()) {
            throw new PackagingException(
                    ApiFailure.THROTTLED, "", "No call is made: the database did not renew the right to make one");
        }
    }

    private boolean good() {
        return goodUntil - System.nanoTime() >= callMaximum.toNanos();
    }

    /** Gives a slot back. */
    public void leave() {
        if (!kept.isBound()) {
            free.release();
        }
    }

    /** Keeps what this instance has, takes what it lacks, leaves to others what is free and more than its share. */
    boolean renew() {
        long begun = System.nanoTime();
        var renewed = slots.renew(credentials.login(), all, lease, MARGIN);
        goodUntil = begun + lease.toNanos();
        free.change(renewed.owned() - division.owned());
        division = renewed;
        shed(renewed.owned() - renewed.share());
        return false;
    }

    private void shed(int most) {
        int given = 0;
        while (given < most && free.tryAcquire()) {
            given++;
        }
        if (given == 0) {
            return;
        }
        try {
            slots.release(credentials.login(), given);
        } catch (RuntimeException e) {
            free.release(given);
            throw e;
        }
        var now = division;
        division = new Division(now.owned() - given, now.share(), now.instances());
    }

    private String noneFree() {
        var now = division;
        if (now.owned() == 0) {
            return "No call is made: this instance has none of the " + all + " calls that may run at once; "
                    + now.instances() + " instances share them";
        }
        return "No call is made: all " + now.owned() + " calls that this instance may have at once (of " + all
                + " by all instances) are under way";
    }
}
