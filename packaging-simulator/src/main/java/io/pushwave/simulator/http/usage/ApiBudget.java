package io.pushwave.simulator.http.usage;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** API calls in the last 24 hours of simulated time, counted by the hour. */
public final class ApiBudget {
    private static final int HOURS = 24;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private int limit;
    private boolean limitChanged;
    private final int[] calls = new int[HOURS];
    private long currentHour;
    private int used;

    public ApiBudget(int limit) {
        this.limit = limit;
    }

    /** Counts a call; answers false, and does not count it, if the limit is reached. */
    public boolean spend(long nowMillis) {
        roll(nowMillis);
        if (used >= limit) {
            return false;
        }
        calls[(int) (currentHour % HOURS)]++;
        used++;
        return true;
    }

    /** Forgets the calls that are older than 24 hours. */
    public void roll(long nowMillis) {
        long hour = nowMillis / HOUR;
        if (hour - currentHour >= HOURS) {
            Arrays.fill(calls, 0);
            used = 0;
            currentHour = hour;
        }
        while (currentHour < hour) {
            currentHour++;
            int slot = (int) (currentHour % HOURS);
            used -= calls[slot];
            calls[slot] = 0;
        }
    }

    public void limit(int newLimit) {
        limit = newLimit;
        limitChanged = true;
    }

    /** From now on it is as if so many calls had been made in this hour, and none before it. */
    public void use(long nowMillis, int newUsed) {
        roll(nowMillis);
        Arrays.fill(calls, 0);
        calls[(int) (currentHour % HOURS)] = newUsed;
        used = newUsed;
    }

    public int used() {
        return used;
    }

    public int limit() {
        return limit;
    }

    /** The value of {@code Sforce-Limit-Info}. */
    public String header() {
        return "api-usage=" + used + "/" + limit;
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, calls, HOURS);
        out.writeLong(currentHour);
        out.writeInt(limitChanged ? limit : 0);
    }

    /** Reads what {@link #save} wrote; the limit stays unless it was changed at run time. */
    public void restore(DataInput in) throws IOException {
        var saved = Columns.readInts(in);
        System.arraycopy(saved, 0, calls, 0, HOURS);
        currentHour = in.readLong();
        used = Arrays.stream(calls).sum();
        int changedLimit = in.readInt();
        if (changedLimit > 0) {
            limit(changedLimit);
        }
    }
}
