package io.pushwave.planner.domain;

import io.pushwave.contracts.OrgKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Values that several tests of the domain need. */
final class DomainFixtures {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final PackageId PACKAGE = new PackageId("0330000000000P1");
    static final Duration BAKE = Duration.ofMinutes(1);

    private DomainFixtures() {}

    static PackageVersionId versionId(int number) {
        return new PackageVersionId("04t%012d".formatted(number));
    }

    static CatalogueVersion released(int id, int major, int minor, int patch, int build) {
        return new CatalogueVersion(
                versionId(id), "Release " + id, new VersionNumber(major, minor, patch, build), false, false);
    }

    static OrgKey org(int number) {
        return new OrgKey("00D%012d".formatted(number));
    }

    static Wave wave(int number, WaveCounts counts, long tolerated) {
        return new Wave(number, counts, tolerated);
    }

    static Progress progress(Wave... waves) {
        return new Progress(true, List.of(waves), Optional.empty());
    }

    /** The seed of a random walk: fresh each time unless {@code -Dpushwave.seed} replays one. It is printed by the caller. */
    static long seed() {
        return Long.getLong("pushwave.seed", System.nanoTime());
    }
}
