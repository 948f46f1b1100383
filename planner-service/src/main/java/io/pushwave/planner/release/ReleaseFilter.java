package io.pushwave.planner.release;

import io.pushwave.planner.org.PackageId;
import java.util.Optional;

/**
 * Which releases are asked for; what is absent does not matter.
 *
 * @param source the CloudEvents attribute
 * @param eventId the CloudEvents attribute {@code id}
 */
public record ReleaseFilter(
        Optional<PackageId> packageId,
        Optional<ReleaseState.Name> state,
        Optional<String> source,
        Optional<String> eventId) {}
