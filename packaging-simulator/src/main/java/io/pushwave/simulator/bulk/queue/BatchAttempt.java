package io.pushwave.simulator.bulk.queue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One attempt to work off a batch.
 *
 * @param batch from 0, in its job
 * @param attempt from 0
 * @param endsAt when it is done, or has timed out
 */
public record BatchAttempt(int batch, int attempt, boolean timesOut, long endsAt) {
    public void save(DataOutput out) throws IOException {
        out.writeInt(batch);
        out.writeInt(attempt);
        out.writeBoolean(timesOut);
        out.writeLong(endsAt);
    }

    public static BatchAttempt load(DataInput in) throws IOException {
        return new BatchAttempt(in.readInt(), in.readInt(), in.readBoolean(), in.readLong());
    }
}
