package io.pushwave.planner.release.postgres;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.messaging.Origin;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.release.ReleaseState;
import java.time.Instant;
import java.util.Optional;

/**
 * A release event as it is stored.
 *
 * @param source the CloudEvents attribute; with {@code eventId} it says which event this is
 * @param strategy the name of the strategy that it asks for
 * @param digest of what the event says, see {@link io.pushwave.planner.release.ReleaseContent}
 * @param origin the Kafka record that brought it, if it came that way and the release is not settled
 */
public record StoredRelease(
        String id,
        String source,
        String eventId,
        PackageId packageId,
        PackageVersionId packageVersionId,
        Optional<String> requestedBy,
        Optional<String> reason,
        Optional<String> strategy,
        Optional<Urgency> urgency,
        String digest,
        ReleaseState state,
        Optional<String> traceParent,
        Optional<Origin> origin,
        Instant receivedAt,
        Optional<Instant> decidedAt) {

    /** What every report about it repeats. */
    public Release subject() {
        return new Release(id, source, eventId, packageId.value(), packageVersionId.value(), requestedBy, reason);
    }
}
