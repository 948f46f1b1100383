package io.pushwave.status.org;

import java.util.Comparator;

/**
 * Which result of which command it is: two results with one key say the same thing.
 *
 * @param attempt counts from 1
 * @param wave that the result names, counts from 1
 */
public record ResultKey(int attempt, int wave, Step step) implements Comparable<ResultKey> {
    private static final Comparator<ResultKey> ORDER = Comparator.comparingInt(ResultKey::attempt)
            .thenComparingInt(ResultKey::wave)
            .thenComparing(ResultKey::step);

    @Override
    public int compareTo(ResultKey other) {
        return ORDER.compare(this, other);
    }
}
