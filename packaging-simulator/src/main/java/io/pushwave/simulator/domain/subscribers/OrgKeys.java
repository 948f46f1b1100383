package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of org keys of 15 characters that begin with 00D, or nothing: 12 bytes a row. */
final class OrgKeys {
    private static final int WIDTH = SalesforceId.SHORT_LENGTH - SalesforceId.ORGANIZATION.length();

    private byte[] rest;
    private int size;

    OrgKeys(int capacity) {
        rest = new byte[Math.multiplyExact(capacity, WIDTH)];
    }

    int size() {
        return size;
    }

    void add(@Nullable String key) {
        if ((size + 1) * WIDTH > rest.length) {
            rest = Arrays.copyOf(rest, Math.max(16 * WIDTH, rest.length * 2));
        }
        if (key != null) {
            var bytes = key.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, SalesforceId.ORGANIZATION.length(), rest, size * WIDTH, WIDTH);
        }
        size++;
    }

    @Nullable String get(int row) {
        return rest[row * WIDTH] == 0
                ? null
                : SalesforceId.ORGANIZATION + new String(rest, row * WIDTH, WIDTH, StandardCharsets.US_ASCII);
    }

    /** The key of a row that has one. */
    String key(int row) {
        var key = get(row);
        if (key == null) {
            throw new IllegalStateException("row " + row + " has no key");
        }
        return key;
    }

    int compare(int row, int otherRow) {
        return compare(row, this, otherRow);
    }

    int compare(int row, OrgKeys other, int otherRow) {
        return Arrays.compare(
                rest, row * WIDTH, (row + 1) * WIDTH, other.rest, otherRow * WIDTH, (otherRow + 1) * WIDTH);
    }

    /** The row with this key of 15 or 18 characters, or -1; the rows must be in the order of their keys. */
    int find(String key) {
        var shortened = SalesforceId.shorten(key);
        if (shortened == null || !shortened.startsWith(SalesforceId.ORGANIZATION)) {
            return -1;
        }
        var wanted = new OrgKeys(1);
        wanted.add(shortened);
        return find(wanted, 0);
    }

    /** The row with the key of another column's row, or -1; the rows must be in the order of their keys. */
    int find(OrgKeys wanted, int wantedRow) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, wanted, wantedRow) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size && compare(low, wanted, wantedRow) == 0 ? low : -1;
    }

    void save(DataOutput out) throws IOException {
        Columns.writeBytes(out, rest, size * WIDTH);
    }

    static OrgKeys load(DataInput in, int rows) throws IOException {
        var loaded = new OrgKeys(0);
        loaded.rest = Columns.readBytes(in);
        loaded.size = rows;
        if (loaded.rest.length != rows * WIDTH) {
            throw new IOException("there are " + loaded.rest.length / WIDTH + " org keys, " + rows + " are expected");
        }
        return loaded;
    }
}
