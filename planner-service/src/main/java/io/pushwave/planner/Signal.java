package io.pushwave.planner;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads wait until something happened, but not for ever. Thread-safe. */
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long signals;

    /** How many signals were given; what {@link #await} takes. */
    public long seen() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    public void give() {
        lock.lock();
        try {
            signals++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a signal beyond {@code seen} was given, or the time is over.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void await(long seen, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (signals == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
