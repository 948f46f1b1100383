package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Records worked off in the last 24 hours of simulated time, counted by the hour. */
final class RollingRecords {
    private static final int HOURS = 24;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final long[] records = new long[HOURS];
    private long currentHour;

    /** Records since a day ago. */
    long used(long nowMillis) {
        roll(nowMillis / HOUR);
        return Arrays.stream(records).sum();
    }

    void add(long nowMillis, int count) {
        roll(nowMillis / HOUR);
        records[(int) (currentHour % HOURS)] += count;
    }

    void save(DataOutput out) throws IOException {
        Columns.writeLongs(out, records, HOURS);
        out.writeLong(currentHour);
    }

    void restore(DataInput in) throws IOException {
        System.arraycopy(Columns.readLongs(in), 0, records, 0, HOURS);
        currentHour = in.readLong();
    }

    private void roll(long hour) {
        if (hour - currentHour >= HOURS) {
            Arrays.fill(records, 0);
            currentHour = hour;
        }
        while (currentHour < hour) {
            currentHour++;
            records[(int) (currentHour % HOURS)] = 0;
        }
    }
}
