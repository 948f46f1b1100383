package io.pushwave.planner.domain;

/** One version of a package, as Salesforce lists it. */
public record CatalogueVersion(
        PackageVersionId id, String name, VersionNumber number, boolean beta, boolean deprecated) {}
