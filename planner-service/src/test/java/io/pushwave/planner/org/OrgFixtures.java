package io.pushwave.planner.org;

import io.pushwave.contracts.OrgKey;
import java.time.Instant;
import java.util.Optional;

/** Packages, versions and orgs that several tests need. */
public final class OrgFixtures {
    public static final PackageId PACKAGE = new PackageId("0330000000000P1");
    public static final Instant LISTED_AT = Instant.parse("2026-11-01T00:00:00Z");

    private OrgFixtures() {}

    public static PackageVersionId versionId(int number) {
        return new PackageVersionId("04t%012d".formatted(number));
    }

    public static CatalogueVersion released(int id, int major, int minor, int patch, int build) {
        return released(id, major, minor, patch, build, Optional.empty());
    }

    /** A version that was developed from the one with this number. */
    public static CatalogueVersion descending(int id, int major, int minor, int patch, int ancestor) {
        return released(id, major, minor, patch, 1, Optional.of(versionId(ancestor)));
    }

    private static CatalogueVersion released(
            int id, int major, int minor, int patch, int build, Optional<PackageVersionId> ancestor) {
        return new CatalogueVersion(
                versionId(id),
                "Release " + id,
                new VersionNumber(major, minor, patch, build),
                false,
                false,
                ancestor,
                LISTED_AT);
    }

    public static OrgKey org(int number) {
        return new OrgKey("00D%012d".formatted(number));
    }

    /** The seed of a random walk: fresh each time unless {@code -Dpushwave.seed} replays one. It is printed by the caller. */
    public static long seed() {
        return Long.getLong("pushwave.seed", System.nanoTime());
    }
}
