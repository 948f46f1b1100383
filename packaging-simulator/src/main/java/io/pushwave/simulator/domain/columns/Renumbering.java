package io.pushwave.simulator.domain.columns;

import java.util.Arrays;

/** Columns by org when orgs get other numbers. {@code before} is what each org was before, -1 for a new one. */
public final class Renumbering {
    private Renumbering() {}

    public static boolean[] of(int[] before, boolean[] column) {
        var renumbered = new boolean[before.length];
        for (int org = 0; org < before.length; org++) {
            renumbered[org] = before[org] >= 0 && column[before[org]];
        }
        return renumbered;
    }

    public static byte[] of(int[] before, byte[] column) {
        var renumbered = new byte[before.length];
        for (int org = 0; org < before.length; org++) {
            renumbered[org] = before[org] < 0 ? 0 : column[before[org]];
        }
        return renumbered;
    }

    public static short[] of(int[] before, short[] column, short ofNew) {
        var renumbered = new short[before.length];
        for (int org = 0; org < before.length; org++) {
            renumbered[org] = before[org] < 0 ? ofNew : column[before[org]];
        }
        return renumbered;
    }

    public static long[] of(int[] before, long[] column, long ofNew) {
        var renumbered = new long[before.length];
        for (int org = 0; org < before.length; org++) {
            renumbered[org] = before[org] < 0 ? ofNew : column[before[org]];
        }
        return renumbered;
    }

    public static <T> T[] of(int[] before, T[] column, T ofNew) {
        var renumbered = Arrays.copyOf(column, before.length);
        for (int org = 0; org < before.length; org++) {
            renumbered[org] = before[org] < 0 ? ofNew : column[before[org]];
        }
        return renumbered;
    }
}
