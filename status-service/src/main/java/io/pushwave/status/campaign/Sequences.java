package io.pushwave.status.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which sequences of a campaign's events were seen, as ranges without gaps between them. Planners count from 1 without gaps, so
 * what lies between is missing.
 */
public record Sequences(List<Range> ranges) {
    public static final Sequences NONE = new Sequences(List.of());

    /** Both ends included. */
    public record Range(long from, long to) {
        public long size() {
            return to - from + 1;
        }

        @Override
        public String toString() {
            return from == to ? Long.toString(from) : from + "-" + to;
        }
    }

    public Sequences {
        ranges = List.copyOf(ranges);
    }

    Sequences with(long sequence) {
        if (ranges.stream().anyMatch(range -> range.from() <= sequence && sequence <= range.to())) {
            return this;
        }
        NavigableMap<Long, Long> byStart =
                new TreeMap<>(ranges.stream().collect(Collectors.toMap(Range::from, Range::to)));
        long from = sequence;
        long to = sequence;
        Map.Entry<Long, Long> before = byStart.lowerEntry(sequence);
        if (before != null && before.getValue() == sequence - 1) {
            from = before.getKey();
        }
        var after = byStart.remove(sequence + 1);
        if (after != null) {
            to = after;
        }
        byStart.put(from, to);
        return new Sequences(byStart.entrySet().stream()
                .map(range -> new Range(range.getKey(), range.getValue()))
                .toList());
    }

    /** The highest that was seen; 0 if none was. */
    public long newest() {
        return ranges.isEmpty() ? 0 : ranges.getLast().to();
    }

    /** What lies below the highest and was not seen. */
    public List<Range> missing() {
        var missing = new ArrayList<Range>();
        long next = 1;
        for (var range : ranges) {
            if (range.from() > next) {
                missing.add(new Range(next, range.from() - 1));
            }
            next = range.to() + 1;
        }
        return missing;
    }

    /** Such as {@code 1-5,7}. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }

    /** What {@link #toString} wrote. */
    public static Sequences parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        var ranges = new ArrayList<Range>();
        for (var part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            ranges.add(
                    dash < 0
                            ? new Range(Long.parseLong(part), Long.parseLong(part))
                            : new Range(
                                    Long.parseLong(part.substring(0, dash)), Long.parseLong(part.substring(dash + 1))));
        }
        return new Sequences(ranges);
    }
}
