package io.pushwave.planner.release;

import io.pushwave.messaging.Origin;
import io.pushwave.planner.domain.PackageId;
import io.pushwave.planner.domain.PackageVersionId;
import io.pushwave.planner.domain.ReleaseState;
import java.util.Optional;

/**
 * A release event as it is stored.
 *
 * @param id also the id of the inventory request that it caused
 * @param origin the Kafka record that brought it, if it came that way
 */
public record StoredRelease(
        String id,
        PackageId packageId,
        PackageVersionId packageVersionId,
        Optional<String> requestedBy,
        Optional<String> reason,
        ReleaseState state,
        Optional<String> traceParent,
        Optional<Origin> origin) {}
