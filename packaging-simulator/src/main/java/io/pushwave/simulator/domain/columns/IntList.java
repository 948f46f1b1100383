package io.pushwave.simulator.domain.columns;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A growing list of row numbers without an object for each. */
public final class IntList {
    private int[] values = new int[8];
    private int size;

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    public void removeLast() {
        size--;
    }

    int get(int position) {
        if (position >= size) {
            throw new IndexOutOfBoundsException("position " + position + " of " + size);
        }
        return values[position];
    }

    int size() {
        return size;
    }

    /** The rows so far, sharing this list's memory. */
    public Rows rows() {
        return new Rows.Listed(values, size);
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, values, size);
    }

    public static IntList load(DataInput in) throws IOException {
        var loaded = new IntList();
        var values = Columns.readInts(in);
        loaded.size = values.length;
        loaded.values = Arrays.copyOf(values, Math.max(8, values.length));
        return loaded;
    }
}
