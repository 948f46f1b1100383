package io.pushwave.simulator.domain.time;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is due when: a binary heap on primitive arrays, so that a million running jobs cost 24 bytes each.
 *
 * <p>Entries of the same time come out in the order in which they went in.
 */
public final class DueQueue {

    /** What can be due. */
    public enum Kind {
        /** A request, given by its row, may start jobs on some instances. */
        REQUEST,
        /** A job, given by its row, ends and frees its place on the instance. */
        JOB,
        /** A job that had no place any more ends. */
        LATE_JOB,
        /** A customer, of which only the kind of act is known, acts. */
        CUSTOMER
    }

    private long[] dueAt = new long[64];
    private long[] order = new long[64];
    private Kind[] kind = new Kind[64];
    private int[] subject = new int[64];
    private int size;
    private long added;

    /** Adds what is due at a time. */
    public void add(long at, Kind ofKind, int ofSubject) {
        if (size == dueAt.length) {
            int capacity = size * 2;
            dueAt = Arrays.copyOf(dueAt, capacity);
            order = Arrays.copyOf(order, capacity);
            kind = Arrays.copyOf(kind, capacity);
            subject = Arrays.copyOf(subject, capacity);
        }
        int hole = size++;
        long sequence = added++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(at, sequence, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        set(hole, at, sequence, ofKind, ofSubject);
    }

    /** The earliest time, or {@link Long#MAX_VALUE} if nothing is due ever. */
    public long nextAt() {
        return size == 0 ? Long.MAX_VALUE : dueAt[0];
    }

    /** What is due first; there must be something. */
    public Kind nextKind() {
        return kind[0];
    }

    /** Takes out what is due first. */
    public int poll() {
        int first = subject[0];
        size--;
        long at = dueAt[size];
        long sequence = order[size];
        Kind ofKind = kind[size];
        int ofSubject = subject[size];
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(dueAt[child + 1], order[child + 1], child)) {
                child++;
            }
            if (before(at, sequence, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        set(hole, at, sequence, ofKind, ofSubject);
        return first;
    }

    private boolean before(long at, long sequence, int entry) {
        return at < dueAt[entry] || (at == dueAt[entry] && sequence < order[entry]);
    }

    private void move(int from, int to) {
        set(to, dueAt[from], order[from], kind[from], subject[from]);
    }

    private void set(int entry, long at, long sequence, Kind ofKind, int ofSubject) {
        dueAt[entry] = at;
        order[entry] = sequence;
        kind[entry] = ofKind;
        subject[entry] = ofSubject;
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeLongs(out, dueAt, size);
        Columns.writeLongs(out, order, size);
        Columns.writeEnums(out, Kind.class, kind, size);
        Columns.writeInts(out, subject, size);
        out.writeLong(added);
    }

    public static DueQueue load(DataInput in) throws IOException {
        var loaded = new DueQueue();
        var dueAt = Columns.readLongs(in);
        int capacity = Math.max(64, dueAt.length);
        loaded.size = dueAt.length;
        loaded.dueAt = Arrays.copyOf(dueAt, capacity);
        loaded.order = Arrays.copyOf(Columns.readLongs(in), capacity);
        loaded.kind = new Kind[capacity];
        Columns.readEnums(in, Kind.class, loaded.kind);
        loaded.subject = Arrays.copyOf(Columns.readInts(in), capacity);
        loaded.added = in.readLong();
        return loaded;
    }
}
