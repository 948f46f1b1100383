package io.pushwave.simulator.bulk.queue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What both bulk APIs together may do in 24 hours of simulated time. */
public final class BulkQuota {
    private final BulkSettings settings;
    private final RollingCount records = new RollingCount();
    private final RollingCount batches = new RollingCount();

    public BulkQuota(BulkSettings settings) {
        this.settings = settings;
    }

    /** Takes the records of a batch; answers why not, as a job's or batch's message. */
    public @Nullable String takeRecords(long now, int count) {
        if (records.used(now) + count > settings.dailyRecords()) {
            return exceeded(settings.dailyRecords(), "records");
        }
        records.add(now, count);
        return null;
    }

    /** Takes a batch; answers why not. */
    public @Nullable String takeBatch(long now) {
        if (batchesLeft(now) == 0) {
            return exceeded(settings.dailyBatches(), "batches");
        }
        batches.add(now, 1);
        return null;
    }

    private static String exceeded(long most, String what) {
        return "ExceededQuota : Maximum of " + most + " " + what + " in 24 hours exceeded";
    }

    /** How many batches may still come. */
    public int batchesLeft(long now) {
        return (int) Math.max(0, settings.dailyBatches() - batches.used(now));
    }

    public void save(DataOutput out) throws IOException {
        records.save(out);
        batches.save(out);
    }

    public void restore(DataInput in) throws IOException {
        records.restore(in);
        batches.restore(in);
    }
}
