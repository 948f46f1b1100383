package io.pushwave.simulator.bulk.queue;

/** Jobs of one kind, as far as they go on by themselves. */
public interface WaitingWork {
    /** When something is due next, milliseconds since the epoch; {@link Long#MAX_VALUE} if nothing is. */
    long nextAt();

    /** Lets the platform's time pass to {@link #nextAt} and does what is due then. */
    void workOffNext();
}
