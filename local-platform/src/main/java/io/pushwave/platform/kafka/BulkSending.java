package io.pushwave.platform.kafka;

import java.time.Duration;
import java.util.Map;

/** How a benchmark sends records by the hundred thousand, to topics that may be new. */
final class BulkSending {
    /** Longest wait for a topic's partitions, or for room in the client's memory. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LINGER = Duration.ofMillis(20);
    private static final int BATCH_BYTES = 128 * 1024;

    private BulkSending() {}

    /**
     * A producer's settings. One request is in flight: if a broker refuses the first batch of a new partition and takes the second,
     * the first is out of order for good.
     */
    static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.in.flight.requests.per.connection",
                1,
                "linger.ms",
                LINGER.toMillis(),
                "batch.size",
                BATCH_BYTES,
                "max.block.ms",
                PATIENCE.toMillis());
    }
}
