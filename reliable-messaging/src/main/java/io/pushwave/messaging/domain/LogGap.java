package io.pushwave.messaging.domain;

import io.pushwave.messaging.domain.ReadingStart.Gap;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records that a consumer's state needed and that its log no longer had: what was made from them may be incomplete.
 *
 * @param consumer the name that it receives under
 * @param firstRecordAt the time of the first record that was left: what is older than this may be missing in the state;
 *     empty if no record was left, then {@code noticedAt} is that time
 * @param noticedAt when the consumer came upon it
 */
public record LogGap(
        String consumer, String topic, int partition, Gap gap, Optional<Instant> firstRecordAt, Instant noticedAt) {
    /** Before this, something may be missing in the state. */
    public Instant incompleteBefore() {
        return firstRecordAt.orElse(noticedAt);
    }

    /** How many records are missing; empty if nobody can know. */
    public OptionalLong records() {
        return gap.to().isPresent() ? OptionalLong.of(gap.to().getAsLong() - gap.from()) : OptionalLong.empty();
    }

    /** The gap in a line. */
    public String description() {
        var place = topic + " partition " + partition;
        return switch (gap.kind()) {
            case PURGED ->
                "offsets " + gap.from() + " to " + (gap.to().orElse(gap.from()) - 1) + " of " + place
                        + " were removed before " + consumer + " had read them";
            case RECREATED ->
                place + " is not the log that " + consumer + " has read up to offset " + gap.from()
                        + ": the topic was made anew or lies in another cluster";
            case SHORTENED ->
                place + " ends at offset " + gap.from() + " although " + consumer + " has read up to "
                        + gap.to().orElse(gap.from()) + ": the broker lost records";
        };
    }
}
