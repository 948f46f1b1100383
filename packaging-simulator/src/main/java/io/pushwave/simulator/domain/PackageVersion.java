package io.pushwave.simulator.domain;

import java.util.Comparator;
import java.util.List;

/**
 * A {@code MetadataPackageVersion}.
 *
 * @param index position in the catalogue, from 0, over all packages
 * @param id 18 characters, 04t…
 * @param target whether a demonstration pushes this one
 * @param releasedAt milliseconds since the epoch; from then on it spreads to the instances
 * @param requires lowest versions of other packages that an org must have before it can install this one
 */
public record PackageVersion(
        int index,
        String id,
        ManagedPackage managedPackage,
        String name,
        int major,
        int minor,
        int patch,
        int build,
        ReleaseState releaseState,
        boolean deprecated,
        boolean target,
        long releasedAt,
        List<PackageVersion> requires) {

    public PackageVersion {
        requires = List.copyOf(requires);
    }

    /** {@code MetadataPackageVersion.ReleaseState}. */
    public enum ReleaseState {
        BETA("Beta"),
        RELEASED("Released");

        private final String apiName;

        ReleaseState(String apiName) {
            this.apiName = apiName;
        }

        public String apiName() {
            return apiName;
        }
    }

    private static final Comparator<PackageVersion> BY_NUMBER = Comparator.comparingInt(PackageVersion::major)
            .thenComparingInt(PackageVersion::minor)
            .thenComparingInt(PackageVersion::patch);

    /** Whether Salesforce pushes it at all: released and not deprecated. */
    public boolean isPushable() {
        return releaseState == ReleaseState.RELEASED && !deprecated;
    }

    /** Whether its number (major, minor, patch) is higher. */
    public boolean isHigherThan(PackageVersion other) {
        return BY_NUMBER.compare(this, other) > 0;
    }
}
