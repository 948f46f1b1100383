package io.pushwave.planner.release;

import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import java.util.Optional;

/** What a release event says. */
public record ReleasedVersion(
        PackageId packageId, PackageVersionId versionId, Optional<String> requestedBy, Optional<String> reason) {}
