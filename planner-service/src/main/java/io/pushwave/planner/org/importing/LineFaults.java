package io.pushwave.planner.org.importing;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The bad lines of an import: how many there are, and what is wrong with the first of them. Not thread-safe. */
public final class LineFaults {
    private static final Comparator<LineFault> BY_LINE = Comparator.comparingInt(LineFault::line);

    private final int listed;
    private final PriorityQueue<LineFault> first = new PriorityQueue<>(BY_LINE.reversed());
    private int count;

    /**
     * None yet.
     *
     * @param listed most that are kept
     */
    public LineFaults(int listed) {
        this.listed = listed;
    }

    /** Adds a line; they may come in any order. */
    public void add(LineFault fault) {
        count++;
        first.add(fault);
        if (first.size() > listed) {
            first.remove();
        }
    }

    /** All of them. */
    public int count() {
        return count;
    }

    /** Those that are kept, by their lines. */
    public List<LineFault> first() {
        return first.stream().sorted(BY_LINE).toList();
    }
}
