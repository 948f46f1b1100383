package io.pushwave.simulator.bulk.queue;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What goes on by itself, in the order of its times; at one time, in the order of jobs and batches. */
public final class DueQueue {
    private final PriorityQueue<Due> queue = new PriorityQueue<>(
            Comparator.comparingLong(Due::at).thenComparingInt(Due::job).thenComparingInt(Due::batch));

    /** A job goes on at a time. */
    public void add(long at, int job) {
        add(at, job, 0);
    }

    public void add(long at, int job, int batch) {
        queue.add(new Due(at, job, batch));
    }

    /** Milliseconds since the epoch; {@link Long#MAX_VALUE} if nothing is due. */
    public long nextAt() {
        var next = queue.peek();
        return next == null ? Long.MAX_VALUE : next.at();
    }

    /** Takes what is due first; there has to be something. */
    public Due take() {
        return queue.remove();
    }
}
