package io.pushwave.messaging.offsets;

import io.pushwave.messaging.domain.ReadingStart.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker has that was not read yet. Looks up only what it has not looked up before: a consumer that is stuck costs
 * nothing. For one thread.
 */
@ApplicationScoped
class UnreadRecords {
    private final BrokerLog log;
    private final RecordTimes times;
    private Map<TopicPartition, Unread> before = Map.of();
    private Map<TopicPartition, Unread> now = new HashMap<>();

    UnreadRecords(BrokerLog log, RecordTimes times) {
        this.log = log;
        this.times = times;
    }

    private record Unread(long next, Instant at) {}

    /** Begins another look: the beginnings and ends of the partitions of topics. */
    Map<TopicPartition, Log> ends(Set<String> topics) {
        before = now;
        now = new HashMap<>();
        return log.of(topics);
    }

    /**
     * The time of the oldest unread record, by its own timestamp; empty if it is not found.
     *
     * @param behind the first unread record of each partition that has one
     */
    Optional<Instant> oldest(Map<TopicPartition, Long> behind) {
        var unknown = new HashMap<TopicPartition, Long>();
        var oldest = new ArrayList<Instant>();
        behind.forEach((partition, next) -> {
            var known = before.get(partition);
            if (known != null && known.next() == next) {
                now.put(partition, known);
                oldest.add(known.at());
            } else {
                unknown.put(partition, next);
            }
        });
        var found = times.at(unknown);
        unknown.forEach((partition, next) -> {
            var at = found.get(partition);
            if (at != null) {
                now.put(partition, new Unread(next, at));
                oldest.add(at);
            }
        });
        return oldest.stream().min(Instant::compareTo);
    }
}
