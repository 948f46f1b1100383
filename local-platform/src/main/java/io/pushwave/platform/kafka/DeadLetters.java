package io.pushwave.platform.kafka;

import io.pushwave.messaging.redrive.Redrive;
import io.pushwave.messaging.redrive.Redrive.Request;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Puts what could not be read back onto its topic. */
public final class DeadLetters {
    private DeadLetters() {}

    /**
     * Re-drives the dead letters of one topic, and tells about each.
     *
     * @param limit most messages, 1 or more
     * @param reasonContains only dead letters whose reason contains this
     * @throws NotReDrivenException if the broker does not answer or has no such topic
     */
    public static void redrive(
            String bootstrapServers,
            String topic,
            long limit,
            Optional<String> reasonContains,
            boolean dryRun,
            PrintStream teller)
            throws NotReDrivenException {
        try {
            Redrive.run(new Request(bootstrapServers, topic, limit, reasonContains, dryRun), teller);
        } catch (KafkaException | IllegalStateException e) {
            throw new NotReDrivenException(e);
        }
    }
}
