package io.pushwave.simulator.bulk.queue;

import io.pushwave.simulator.domain.SalesforceId;
import java.io.DataOutput;
import java.io.IOException;

/** What the kinds of jobs have in common. Times are milliseconds since the epoch, simulated. */
public abstract class KeptJob {
    private final int number;
    private final long createdAt;
    private long modifiedAt;

    protected KeptJob(int number, long createdAt) {
        this.number = number;
        this.createdAt = createdAt;
        this.modifiedAt = createdAt;
    }

    public abstract JobKind kind();

    public abstract void save(DataOutput out) throws IOException;

    /** Whether nothing more will happen to it. */
    public abstract boolean hasEnded();

    /** Bytes of its upload or results. */
    public abstract int bytes();

    /** Counts the jobs of all kinds, from 0. */
    public final int number() {
        return number;
    }

    /** 18 characters. */
    public final String id() {
        return SalesforceId.longId(SalesforceId.BULK_JOB, number + 1L);
    }

    public final long createdAt() {
        return createdAt;
    }

    public long modifiedAt() {
        return modifiedAt;
    }

    protected final void modified(long at) {
        modifiedAt = at;
    }
}
