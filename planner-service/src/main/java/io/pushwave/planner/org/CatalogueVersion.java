package io.pushwave.planner.org;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a package, as Salesforce lists it.
 *
 * @param ancestor the version that it was developed from, where the package has ancestry and it is not the first of a line
 * @param listedAt when it was listed first
 */
public record CatalogueVersion(
        PackageVersionId id,
        String name,
        VersionNumber number,
        boolean beta,
        boolean deprecated,
        Optional<PackageVersionId> ancestor,
        Instant listedAt) {}
