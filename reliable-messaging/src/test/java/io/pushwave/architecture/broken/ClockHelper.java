package io.pushwave.architecture.broken;

import jakarta.inject.Inject;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** Has a bad name, looks at the wall clock, knows Kafka, and is injected into. */
final class ClockHelper {
    @Inject
    TopicPartition partition;

    String place() {
        return partition + " at " + Instant.now();
    }
}
