package io.pushwave.simulator.domain.catalogue;

import io.pushwave.simulator.domain.catalogue.PackageVersion.ReleaseState;
import java.util.List;
import java.util.OptionalInt;

/**
 * A version to be added to a package.
 *
 * @param ancestor index of the version that it was developed from; passed over for kinds of packages without ancestry
 * @param releasedAt milliseconds since the epoch, for a beta the time of its creation
 * @param requires lowest versions of other packages
 */
public record VersionDraft(
        ManagedPackage of,
        VersionNumber number,
        ReleaseState releaseState,
        boolean deprecated,
        boolean target,
        OptionalInt ancestor,
        long releasedAt,
        List<PackageVersion> requires) {

    public VersionDraft {
        requires = List.copyOf(requires);
    }

    static VersionDraft released(ManagedPackage of, int major, int minor, long releasedAt) {
        return new VersionDraft(
                of,
                new VersionNumber(major, minor, 0, 1),
                ReleaseState.RELEASED,
                false,
                false,
                OptionalInt.empty(),
                releasedAt,
                List.of());
    }

    VersionDraft descendsFrom(PackageVersion version) {
        return new VersionDraft(
                of, number, releaseState, deprecated, target, OptionalInt.of(version.index()), releasedAt, requires);
    }

    VersionDraft thatIs(ReleaseState state, boolean isDeprecated, boolean isTarget) {
        return new VersionDraft(of, number, state, isDeprecated, isTarget, ancestor, releasedAt, requires);
    }

    VersionDraft requiring(PackageVersion version) {
        return new VersionDraft(of, number, releaseState, deprecated, target, ancestor, releasedAt, List.of(version));
    }
}
