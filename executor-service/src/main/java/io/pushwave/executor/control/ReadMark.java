package io.pushwave.executor.control;

import java.time.Instant;
import java.util.Map;

/**
 * Where the topic of the campaigns' controls ended at a moment. Whoever has read that far has read every control that was sent
 * before it, whether a record came for it or not: compaction takes records away, and offsets with them.
 *
 * @param at when the ends were asked for
 * @param ends by partition
 */
public record ReadMark(Instant at, Map<Integer, Long> ends) {
    public ReadMark {
        ends = Map.copyOf(ends);
    }

    /**
     * Whether everything before the moment has been read.
     *
     * @param positions the next offset to be read, by partition
     */
    public boolean reachedBy(Map<Integer, Long> positions) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }
}
