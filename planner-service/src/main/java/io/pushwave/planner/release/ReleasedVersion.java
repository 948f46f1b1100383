package io.pushwave.planner.release;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import java.util.Optional;

/**
 * What a release event says.
 *
 * @param strategy the name of the strategy that it asks for
 */
public record ReleasedVersion(
        PackageId packageId,
        PackageVersionId versionId,
        Optional<String> requestedBy,
        Optional<String> reason,
        Optional<String> strategy,
        Optional<Urgency> urgency) {}
