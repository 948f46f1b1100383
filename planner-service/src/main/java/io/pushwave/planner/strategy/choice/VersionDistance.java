package io.pushwave.planner.strategy.choice;

import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.VersionNumber;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How much newer a version is than the released one before it, by their numbers. */
public enum VersionDistance {
    PATCH,
    MINOR,
    MAJOR;

    /**
     * The distance between a version and the next lower one of its package. Betas do not count: nobody is upgraded from one.
     *
     * @param versions the package's, in any order
     * @return empty if there is no lower one
     */
    public static Optional<VersionDistance> of(VersionNumber released, Collection<CatalogueVersion> versions) {
        return versions.stream()
                .filter(version -> !version.beta())
                .map(CatalogueVersion::number)
                .filter(number -> number.compareTo(released) < 0)
                .max(Comparator.naturalOrder())
                .map(before -> between(before, released));
    }

    private static VersionDistance between(VersionNumber before, VersionNumber released) {
        if (released.isOfSameRelease(before)) {
            return PATCH;
        }
        return released.major() == before.major() ? MINOR : MAJOR;
    }
}
