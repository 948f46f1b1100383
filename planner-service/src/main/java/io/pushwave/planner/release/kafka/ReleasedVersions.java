package io.pushwave.planner.release.kafka;

import io.pushwave.contracts.PackageRelease;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.release.ReleasedVersion;

/** What release events say, whichever way they come. */
public final class ReleasedVersions {
    private ReleasedVersions() {}

    /** The version that an event is about. */
    public static ReleasedVersion of(PackageRelease message) {
        return switch (message) {
            case PackageVersionReleased released ->
                new ReleasedVersion(
                        new PackageId(released.packageId()),
                        new PackageVersionId(released.packageVersionId()),
                        released.requestedBy(),
                        released.reason(),
                        released.strategy(),
                        released.urgency());
        };
    }
}
