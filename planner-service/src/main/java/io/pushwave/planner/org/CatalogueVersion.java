package io.pushwave.planner.org;

import java.util.Optional;

/**
 * One version of a package, as Salesforce lists it.
 *
 * @param ancestor the version that it was developed from, where the package has ancestry and it is not the first of a line
 */
public record CatalogueVersion(
        PackageVersionId id,
        String name,
        VersionNumber number,
        boolean beta,
        boolean deprecated,
        Optional<PackageVersionId> ancestor) {}
