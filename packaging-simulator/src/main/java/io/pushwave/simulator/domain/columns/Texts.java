package io.pushwave.simulator.domain.columns;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A column of short texts: their bytes, and four more a row. */
public final class Texts {
    private byte[] bytes;
    private int[] ends;
    private int size;

    public Texts(int capacity) {
        bytes = new byte[16 * capacity];
        ends = new int[capacity];
    }

    public void add(String text) {
        var added = text.getBytes(StandardCharsets.UTF_8);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(16, size * 2));
        }
        int begin = begin(size);
        int end = Math.addExact(begin, added.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
        System.arraycopy(added, 0, bytes, begin, added.length);
        ends[size++] = end;
    }

    private int begin(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    public String get(int row) {
        return new String(bytes, begin(row), ends[row] - begin(row), StandardCharsets.UTF_8);
    }

    public boolean isEmpty(int row) {
        return ends[row] == begin(row);
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, ends, size);
        Columns.writeBytes(out, bytes, begin(size));
    }

    public static Texts load(DataInput in, int rows) throws IOException {
        var loaded = new Texts(0);
        loaded.ends = Columns.readInts(in);
        loaded.bytes = Columns.readBytes(in);
        loaded.size = rows;
        int last = 0;
        for (int end : loaded.ends) {
            if (end < last) {
                throw new IOException("a text ends before it begins");
            }
            last = end;
        }
        if (loaded.ends.length != rows || last != loaded.bytes.length) {
            throw new IOException("there are " + loaded.ends.length + " texts, " + rows + " are expected");
        }
        return loaded;
    }
}
