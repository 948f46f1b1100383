package io.pushwave.planner.org;

/** The version that a campaign brings to its orgs, with the names that people know it by. */
public record Target(
        PackageId packageId,
        String packageName,
        PackageVersionId versionId,
        String versionName,
        VersionNumber versionNumber) {}
