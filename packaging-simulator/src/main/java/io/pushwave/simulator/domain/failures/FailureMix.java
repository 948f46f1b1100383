package io.pushwave.simulator.domain.failures;

import io.pushwave.simulator.domain.SeededDraw;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often each kind is drawn among the failures, as weights.
 *
 * @param weights each from 0 to {@link #MOST}, of kinds that are drawn at all, not all 0
 */
public record FailureMix(Map<FailureKind, Integer> weights) {
    /** Largest weight, so that the sum stays far from overflowing. */
    public static final int MOST = 1_000_000;

    /** @throws IllegalArgumentException naming the kind and what is expected */
    public FailureMix {
        var ordered = new EnumMap<FailureKind, Integer>(FailureKind.class);
        weights.forEach((kind, weight) -> {
            if (!kind.isDrawn()) {
                throw new IllegalArgumentException(kind + " follows from the state of an org and is never drawn");
            }
            if (weight < 0 || weight > MOST) {
                throw new IllegalArgumentException(kind + " is " + weight + ", 0 to " + MOST + " is expected");
            }
            ordered.put(kind, weight);
        });
        if (ordered.values().stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("no kind has a weight above 0");
        }
        weights = ordered;
    }

    /** The default: shares in thousandths. */
    public static FailureMix standard() {
        var weights = new EnumMap<FailureKind, Integer>(FailureKind.class);
        for (var kind : FailureKind.values()) {
            if (kind.share() > 0) {
                weights.put(kind, kind.share());
            }
        }
        return new FailureMix(weights);
    }

    /**
     * A mix from weights by the names of kinds, as in {@code apex-test}; other kinds have none.
     *
     * @throws IllegalArgumentException if there is no such kind, or the mix is wrong
     */
    public static FailureMix of(Map<String, Integer> byName) {
        var weights = new EnumMap<FailureKind, Integer>(FailureKind.class);
        byName.forEach((name, weight) ->
                weights.put(FailureKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')), weight));
        return new FailureMix(weights);
    }

    /** The kind that these random bits fall on. */
    public FailureKind drawn(long bits) {
        int total = weights.values().stream().mapToInt(Integer::intValue).sum();
        int at = SeededDraw.below(bits, total);
        for (var entry : weights.entrySet()) {
            at -= entry.getValue();
            if (at < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("weights changed while one was drawn");
    }

    /** As a setting has it. */
    @Override
    public String toString() {
        return weights.entrySet().stream()
                .map(entry -> entry.getKey().flag() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
