package io.pushwave.planner.release.postgres;

import io.pushwave.messaging.Origin;
import io.pushwave.planner.release.ReleasedVersion;
import java.util.Optional;

/**
 * A release event that could be read.
 *
 * @param source the CloudEvents attribute; together with {@code eventId} it says which event this is, however often it comes
 * @param origin the Kafka record that brought it, if it came that way
 */
public record IncomingRelease(
        String source,
        String eventId,
        ReleasedVersion release,
        Optional<String> traceParent,
        Optional<Origin> origin) {}
