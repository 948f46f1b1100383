package io.pushwave.simulator.domain.catalogue;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A {@code MetadataPackageVersion}. Two are equal if they have the same id, whatever happened to the version meanwhile.
 *
 * @param index position in the catalogue, from 0, over all packages
 * @param id 18 characters, 04t…
 * @param target whether a demonstration pushes this one
 * @param ancestor index of the version that it was developed from, managed second-generation packages only
 * @param releasedAt milliseconds since the epoch, for a beta the time of its creation; from then on it spreads to the
 *     instances
 * @param requires lowest versions of other packages that an org must have before it can install this one
 * @param modifiedAt milliseconds since the epoch
 */
public record PackageVersion(
        int index,
        String id,
        ManagedPackage managedPackage,
        String name,
        VersionNumber number,
        ReleaseState releaseState,
        boolean deprecated,
        boolean target,
        OptionalInt ancestor,
        long releasedAt,
        List<PackageVersion> requires,
        long modifiedAt) {

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

        /**
         * The state that the API spells like this.
         *
         * @throws IllegalArgumentException naming the values that exist
         */
        public static ReleaseState ofApiName(String apiName) {
            for (var state : values()) {
                if (state.apiName.equalsIgnoreCase(apiName)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("'" + apiName + "' is unknown: Beta or Released is expected");
        }
    }

    public int major() {
        return number.major();
    }

    public int minor() {
        return number.minor();
    }

    public int patch() {
        return number.patch();
    }

    public int build() {
        return number.build();
    }

    /** Whether Salesforce pushes it at all: released and not deprecated. */
    public boolean isPushable() {
        return releaseState == ReleaseState.RELEASED && !deprecated;
    }

    /** Whether its number (major, minor, patch) is higher. */
    public boolean isHigherThan(PackageVersion other) {
        return number.isHigherThan(other.number);
    }

    PackageVersion released(long at) {
        return new PackageVersion(
                index,
                id,
                managedPackage,
                name,
                number,
                ReleaseState.RELEASED,
                deprecated,
                target,
                ancestor,
                at,
                requires,
                at);
    }

    PackageVersion deprecated(boolean to, long at) {
        return new PackageVersion(
                index, id, managedPackage, name, number, releaseState, to, target, ancestor, releasedAt, requires, at);
    }

    PackageVersion aimedAt(boolean to) {
        return new PackageVersion(
                index,
                id,
                managedPackage,
                name,
                number,
                releaseState,
                deprecated,
                to,
                ancestor,
                releasedAt,
                requires,
                modifiedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PackageVersion version && version.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
