package io.pushwave.simulator.domain.columns;

import java.util.Arrays;

/** Row numbers of a table in ascending order; what an index answers. */
public sealed interface Rows {

    Rows NONE = new Range(0, 0);

    int size();

    /** The row at a position from 0. */
    int get(int position);

    /** Those of the rows that are at least {@code from} and below {@code to}. */
    Rows between(int from, int to);

    /** All rows from {@code from} up to but without {@code to}. */
    record Range(int from, int to) implements Rows {
        @Override
        public int size() {
            return Math.max(0, to - from);
        }

        @Override
        public int get(int position) {
            return from + position;
        }

        @Override
        public Rows between(int lowest, int bound) {
            return new Range(Math.max(from, lowest), Math.min(to, bound));
        }
    }

    /** The first {@code size} entries of an array, which is shared and must not be written to. */
    // An array is right here: a record per query would otherwise copy up to a million row numbers.
    @SuppressWarnings("ArrayRecordComponent")
    record Listed(int[] rows, int size) implements Rows {
        @Override
        public int get(int position) {
            return rows[position];
        }

        @Override
        public Rows between(int lowest, int bound) {
            int first = position(lowest);
            int end = position(bound);
            return first == 0
                    ? new Listed(rows, end)
                    : new Listed(Arrays.copyOfRange(rows, first, Math.max(first, end)), Math.max(0, end - first));
        }

        /** The position of the first row that is at least the given one. */
        private int position(int row) {
            int found = Arrays.binarySearch(rows, 0, size, row);
            return found < 0 ? -found - 1 : found;
        }
    }

    /** The union of sets, without repetition. */
    static Rows union(Iterable<Rows> parts) {
        int total = 0;
        int count = 0;
        Rows only = NONE;
        for (var part : parts) {
            if (part.size() > 0) {
                only = part;
                total += part.size();
                count++;
            }
        }
        if (count <= 1) {
            return only;
        }
        var merged = new int[total];
        int length = 0;
        for (var part : parts) {
            for (int position = 0; position < part.size(); position++) {
                merged[length++] = part.get(position);
            }
        }
        Arrays.sort(merged);
        int distinct = 0;
        for (int position = 0; position < length; position++) {
            if (position == 0 || merged[position] != merged[position - 1]) {
                merged[distinct++] = merged[position];
            }
        }
        return new Listed(merged, distinct);
    }
}
