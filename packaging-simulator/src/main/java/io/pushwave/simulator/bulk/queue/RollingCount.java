package io.pushwave.simulator.bulk.queue;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** How many there were in the last 24 hours of simulated time, counted by the hour. */
final class RollingCount {
    private static final int HOURS = 24;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final long[] counts = new long[HOURS];
    private long currentHour;

    /** Those since a day ago. */
    long used(long nowMillis) {
        roll(nowMillis / HOUR);
        return Arrays.stream(counts).sum();
    }

    void add(long nowMillis, int count) {
        roll(nowMillis / HOUR);
        counts[(int) (currentHour % HOURS)] += count;
    }

    void save(DataOutput out) throws IOException {
        Columns.writeLongs(out, counts, HOURS);
        out.writeLong(currentHour);
    }

    void restore(DataInput in) throws IOException {
        System.arraycopy(Columns.readLongs(in), 0, counts, 0, HOURS);
        currentHour = in.readLong();
    }

    private void roll(long hour) {
        if (hour - currentHour >= HOURS) {
            Arrays.fill(counts, 0);
            currentHour = hour;
        }
        while (currentHour < hour) {
            currentHour++;
            counts[(int) (currentHour % HOURS)] = 0;
        }
    }
}
