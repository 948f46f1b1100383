package io.pushwave.messaging.offsets;

import io.pushwave.messaging.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a partition is handled in one transaction.
 *
 * @param first offset of the first record
 * @param next offset behind the last record
 */
public record Span(long first, long next) {
    /** The spans of records as they came from Kafka, by partition. */
    public static Map<TopicPartition, Span> of(List<Origin> origins) {
        var spans = new HashMap<TopicPartition, Span>();
        for (var origin : origins) {
            var partition =
                    new TopicPartition(origin.topic(), origin.partition().orElseThrow());
            var offset = origin.offset().orElseThrow();
            spans.merge(
                    partition,
                    new Span(offset, offset + 1),
                    (one, other) -> new Span(Math.min(one.first, other.first), Math.max(one.next, other.next)));
        }
        return spans;
    }
}
