package io.pushwave.planner;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Wakes whoever keeps the campaigns going. */
@ApplicationScoped
public class CampaignsSignal {
    private final Signal signal = new Signal();

    /** Something happened that may let a campaign go on. */
    public void wake() {
        signal.give();
    }

    /** How often it was woken; what {@link #await} takes. */
    public long seen() {
        return signal.seen();
    }

    /**
     * Waits until it is woken once more than {@code seen}, or the time is over.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void await(long seen, Duration longest) throws InterruptedException {
        signal.await(seen, longest);
    }
}
