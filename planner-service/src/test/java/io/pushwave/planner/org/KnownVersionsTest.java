package io.pushwave.planner.org;

import static io.pushwave.planner.org.OrgFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownVersionsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static CatalogueVersion version(int id, int major, int minor, int patch, Duration listedBefore) {
        return new CatalogueVersion(
                versionId(id),
                "Release " + id,
                new VersionNumber(major, minor, patch, 1),
                false,
                false,
                Optional.empty(),
                NOW.minus(listedBefore));
    }

    private static KnownVersions known(CatalogueVersion... versions) {
        return KnownVersions.of(new Catalogue("Acme", Ancestry.FREE, Arrays.asList(versions)), NOW);
    }

    private static int daysBehind(int id, CatalogueVersion... versions) {
        return known(versions).version(versionId(id)).orElseThrow().daysBehind();
    }

    @Test
    void anOrgIsBehindSinceSomethingAboveWasListedForTheFirstTimeWhateverItsNumber() {
        assertThat(daysBehind(
                        1,
                        version(1, 1, 5, 0, Duration.ofDays(500)),
                        version(2, 1, 5, 1, Duration.ofDays(30)),
                        version(3, 2, 0, 0, Duration.ofDays(90))))
                .isEqualTo(90);
    }

    @Test
    void whoHasTheHighestVersionIsNotBehind() {
        assertThat(daysBehind(2, version(1, 1, 5, 0, Duration.ofDays(500)), version(2, 2, 0, 0, Duration.ofDays(90))))
                .isZero();
    }

    @Test
    void versionsOfOneNumberAreNotAboveEachOther() {
        var versions = known(version(1, 1, 5, 0, Duration.ofDays(9)), version(2, 1, 5, 0, Duration.ofDays(8)));

        assertThat(versions.keys(version -> version.daysBehind() > 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void betasAndDeprecatedVersionsLeaveNobodyBehind(boolean beta, boolean deprecated) {
        var above = new CatalogueVersion(
                versionId(2),
                "Above",
                new VersionNumber(2, 0, 0, 1),
                beta,
                deprecated,
                Optional.empty(),
                Instant.EPOCH);

        assertThat(daysBehind(1, version(1, 1, 5, 0, Duration.ofDays(500)), above))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT23H59M59S, 0", "PT24H, 1", "PT-48H, 0"})
    void daysAreWholeAndNeverNegative(Duration listedBefore, int days) {
        assertThat(daysBehind(1, version(1, 1, 0, 0, Duration.ofDays(9)), version(2, 1, 1, 0, listedBefore)))
                .isEqualTo(days);
    }

    @Test
    void nothingIsKnownOfAVersionThatTheCatalogueLacks() {
        // Given
        var org = new RegisteredOrg(
                OrgFixtures.org(1),
                "Acme",
                "Production",
                "Active",
                "NA1",
                Optional.empty(),
                versionId(9),
                false,
                Map.of());

        // When
        var facts = known(version(1, 1, 0, 0, Duration.ofDays(9))).facts(org, Optional.empty());

        // Then
        assertThat(facts).isEqualTo(new OrgFacts(org, Optional.empty(), OptionalInt.empty(), Optional.empty()));
    }
}
