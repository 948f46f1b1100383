package io.pushwave.executor.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pushwave.messaging.Backoff;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Does a bounded piece of work again and again on a thread of its own: at least once per interval, at once when woken, at
 * once when a piece says that there is more. Survives every exception of the work, and slows down while it fails.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final Duration STOP_WAIT_MAXIMUM = Duration.ofSeconds(5);

    private final String name;
    private final Duration interval;
    private final Backoff backoff;
    private final BooleanSupplier ready;
    private final BooleanSupplier piece;
    private final MeterRegistry metrics;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;
    private int failures;

    /**
     * @param name of the work, also the metric tag {@code worker}
     * @param interval longest sleep
     * @param ready whether the work can be done at all; asked before every piece
     * @param piece does a bounded piece and says whether there is more to do at once
     */
    public Ticker(
            String name,
            Duration interval,
            Backoff backoff,
            BooleanSupplier ready,
            BooleanSupplier piece,
            MeterRegistry metrics) {
        this.name = name;
        this.interval = interval;
        this.backoff = backoff;
        this.ready = ready;
        this.piece = piece;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().name("pushwave-" + name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There may be something to do; never blocks. */
    public void wake() {
        wakeUp.release();
    }

    /** Lets the current piece end, within a bound. */
    @Override
    public void close() {
        stopped = true;
        wake();
        try {
            if (!thread.join(STOP_WAIT_MAXIMUM)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            sleep(tick());
        }
    }

    private Duration tick() {
        if (!ready.getAsBoolean()) {
            return interval;
        }
        var timer = Timer.start(metrics);
        var outcome = "done";
        try {
            boolean more = piece.getAsBoolean();
            failures = 0;
            return more ? Duration.ZERO : interval;
        } catch (RuntimeException | Error e) {
            outcome = "failed";
            failures++;
            // The first of a row with its stack, the others in a line: an absent database would fill the disk.
            LOG.warnf(failures == 1 ? e : null, "%s failed (%d in a row), goes on: %s", name, failures, e.getMessage());
            return backoff.after(failures);
        } finally {
            timer.stop(metrics.timer("pushwave.executor.ticks", "worker", name, "outcome", outcome));
        }
    }

    private void sleep(Duration time) {
        try {
            if (wakeUp.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }
}
