package io.pushwave.planner.org;

import static io.pushwave.planner.org.OrgFixtures.descending;
import static io.pushwave.planner.org.OrgFixtures.released;
import static io.pushwave.planner.org.OrgFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.planner.plan.Eligibility;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ancestry, by the table of the 2GP guide: 1.1 to 1.7 yes, 1.2 to 1.3 no, 1.3.1 to 1.7 as 1.3 to 1.7. */
class CatalogueTest {
    private static final List<CatalogueVersion> GUIDE = List.of(
            released(11, 1, 1, 0, 1),
            descending(12, 1, 2, 0, 11),
            descending(13, 1, 3, 0, 11),
            descending(131, 1, 3, 1, 13),
            descending(132, 1, 3, 2, 13),
            descending(17, 1, 7, 0, 13));

    private static boolean refused(Ancestry ancestry, List<CatalogueVersion> versions, int from, int to) {
        return new Catalogue("Acme", ancestry, versions)
                .withoutCommonAncestor(versionId(to))
                .contains(versionId(from).key());
    }

    @ParameterizedTest
    @CsvSource({
        "11, 17, false",
        "12, 13, true",
        "12, 17, true",
        "13, 17, false",
        "131, 17, false",
        "131, 132, false",
        "13, 131, false",
        "11, 12, false",
    })
    void anUpgradeNeedsTheInstalledReleaseAmongTheAncestors(int from, int to, boolean refused) {
        assertThat(refused(Ancestry.BY_ANCESTOR, GUIDE, from, to)).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({"FREE", "UNKNOWN"})
    void nothingIsSaidOfPackagesWithoutThatRule(Ancestry ancestry) {
        assertThat(refused(ancestry, GUIDE, 12, 13)).isFalse();
    }

    @Test
    void nothingIsSaidWhereALineIsNotKnownToItsBeginning() {
        // Given
        var broken = List.of(released(11, 1, 1, 0, 1), descending(17, 1, 7, 0, 99));

        // When // Then
        assertThat(refused(Ancestry.BY_ANCESTOR, broken, 11, 17)).isFalse();
    }

    @Test
    void nothingIsSaidWhereAncestorsRunInACircle() {
        // Given
        var circle = List.of(released(11, 1, 1, 0, 1), descending(16, 1, 6, 0, 17), descending(17, 1, 7, 0, 16));

        // When // Then
        assertThat(refused(Ancestry.BY_ANCESTOR, circle, 11, 17)).isFalse();
    }

    @Test
    void aTargetThatTheCatalogueLacksExcludesNobody() {
        assertThat(refused(Ancestry.BY_ANCESTOR, GUIDE, 11, 99)).isFalse();
    }

    @Test
    void aMillionOrgsAreClassifiedByWhatWasWorkedOutOnce() {
        // Given
        var versions = new ArrayList<CatalogueVersion>();
        versions.add(released(1, 1, 1, 0, 1));
        for (int number = 2; number <= 400; number++) {
            versions.add(descending(number, 1, number, 0, number - 1));
        }
        versions.add(released(1000, 2, 0, 0, 1));
        var eligibility = new Eligibility(new Catalogue("Acme", Ancestry.BY_ANCESTOR, versions), versions.get(399));
        var installations = IntStream.rangeClosed(1, 399)
                .mapToObj(number -> new Installation("Active", versionId(number), false))
                .toList();
        long begin = System.nanoTime();

        // When
        long left = IntStream.range(0, 1_000_000)
                .filter(org ->
                        eligibility.exclusion(installations.get(org % 399)).isEmpty())
                .count();

        // Then
        assertThat(left).isEqualTo(1_000_000);
        // A walk along the line for each org would take minutes.
        assertThat((System.nanoTime() - begin) / 1_000_000_000).isLessThan(20);
    }
}
