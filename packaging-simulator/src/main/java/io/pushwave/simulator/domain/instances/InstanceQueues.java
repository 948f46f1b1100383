package io.pushwave.simulator.domain.instances;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Per instance of the platform: which jobs wait, in the order they came, and how many run. */
public final class InstanceQueues {
    private int[] slots;
    private int[] running;
    private Waiting[] waiting;

    /** @param slots how many jobs may run at once, by instance */
    public InstanceQueues(int[] slots) {
        this.slots = slots.clone();
        running = new int[slots.length];
        waiting = new Waiting[slots.length];
        Arrays.setAll(waiting, _ -> new Waiting());
    }

    /** Gets instances more behind those that are there. */
    public void grow(int[] allSlots) {
        int before = waiting.length;
        slots = allSlots.clone();
        running = Arrays.copyOf(running, slots.length);
        waiting = Arrays.copyOf(waiting, slots.length);
        for (int instance = before; instance < slots.length; instance++) {
            waiting[instance] = new Waiting();
        }
    }

    public int count() {
        return slots.length;
    }

    public void enqueue(int instance, int job) {
        waiting[instance].add(job);
    }

    /** Takes the next job that may run on the instance now, or answers -1. */
    public int takeNext(int instance) {
        if (running[instance] >= slots[instance] || waiting[instance].isEmpty()) {
            return -1;
        }
        running[instance]++;
        return waiting[instance].take();
    }

    public void release(int instance) {
        running[instance]--;
    }

    /** First in, first out, on one array. */
    private static final class Waiting {
        private int[] jobs = new int[16];
        private int first;
        private int end;

        boolean isEmpty() {
            return first == end;
        }

        void add(int job) {
            if (end == jobs.length) {
                int count = end - first;
                var next = count > jobs.length / 2 ? new int[jobs.length * 2] : jobs;
                System.arraycopy(jobs, first, next, 0, count);
                jobs = next;
                first = 0;
                end = count;
            }
            jobs[end++] = job;
        }

        int take() {
            return jobs[first++];
        }
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, running, running.length);
        for (var each : waiting) {
            int size = each.end - each.first;
            Columns.writeInts(out, Arrays.copyOfRange(each.jobs, each.first, each.end), size);
        }
    }

    public static InstanceQueues load(DataInput in, int[] slots) throws IOException {
        var running = Columns.readInts(in);
        if (running.length != slots.length) {
            throw new IOException("there are " + running.length + " instances, " + slots.length + " are expected");
        }
        var loaded = new InstanceQueues(slots);
        System.arraycopy(running, 0, loaded.running, 0, running.length);
        for (var each : loaded.waiting) {
            var jobs = Columns.readInts(in);
            each.end = jobs.length;
            each.jobs = Arrays.copyOf(jobs, Math.max(16, jobs.length));
        }
        return loaded;
    }
}
