package io.pushwave.messaging.domain;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a consumer begins to read a partition. Decided by two things alone: how far its state has come, and what the log
 * has now. What the broker remembers of a consumer group is not asked, because a state may be restored or made anew.
 *
 * @param offset of the first record to be read
 * @param gap what the state needed and the log no longer has
 */
public record ReadingStart(long offset, Optional<Gap> gap) {
    /** How records came to be missing. */
    public enum Kind {
        /** The log begins behind what the state has read: retention, or a person, removed records. */
        PURGED,
        /** The topic was made anew, or lies in another cluster: nobody knows what the old one still had. */
        RECREATED,
        /** The log ends before what the state has read: the broker lost its newest records. */
        SHORTENED
    }

    /**
     * Records that are missing.
     *
     * @param from offset of the first one
     * @param to offset behind the last one; empty if nobody can know
     */
    public record Gap(Kind kind, long from, OptionalLong to) {}

    /**
     * How far the state of a consumer has come.
     *
     * @param topicId Kafka's id of the topic that was read; empty if it was never asked for
     * @param next offset of the first record that is not in the state
     */
    public record Reached(Optional<String> topicId, long next) {}

    /**
     * What a partition's log has.
     *
     * @param beginning offset of the first record that is left
     * @param end offset that the next record will have
     * @param compacted whether the newest record of each key is kept for good, so that a later beginning loses nothing
     */
    public record Log(String topicId, long beginning, long end, boolean compacted) {}

    /**
     * Decides for one partition.
     *
     * @param reached empty if the state has nothing of the partition: a new consumer, or a schema that was made anew
     */
    public static ReadingStart of(Optional<Reached> reached, Log log) {
        if (reached.isEmpty()) {
            return behind(0, log);
        }
        var next = reached.get().next();
        var otherTopic =
                reached.get().topicId().filter(id -> !id.equals(log.topicId())).isPresent();
        if (otherTopic) {
            return beginning(log, new Gap(Kind.RECREATED, next, OptionalLong.empty()));
        }
        if (next > log.end()) {
            // New records may have taken the places of the lost ones: everything is read once more, and known by its
            // id.
            return beginning(log, new Gap(Kind.SHORTENED, log.end(), OptionalLong.of(next)));
        }
        return behind(next, log);
    }

    private static ReadingStart behind(long next, Log log) {
        if (next >= log.beginning()) {
            return new ReadingStart(next, Optional.empty());
        }
        return log.compacted()
                ? new ReadingStart(log.beginning(), Optional.empty())
                : beginning(log, new Gap(Kind.PURGED, next, OptionalLong.of(log.beginning())));
    }

    private static ReadingStart beginning(Log log, Gap gap) {
        return new ReadingStart(log.beginning(), Optional.of(gap));
    }
}
