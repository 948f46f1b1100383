package io.pushwave.planner.plan;

import static io.pushwave.planner.org.OrgFixtures.org;
import static io.pushwave.planner.org.OrgFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.strategy.CampaignTerms;
import io.pushwave.planner.strategy.WaveQuotas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WavePlannerTest {
    private static final List<Integer> DEFAULT = List.of(5, 25, 70);

    @Test
    void quotasOfEverySizeUpToTenThousandSumToTheNumberOfOrgsAndLeaveNoWaveEmpty() {
        for (int orgs = 1; orgs <= 10_000; orgs++) {
            // When
            var quotas = WaveQuotas.of(DEFAULT, orgs);

            // Then
            assertThat(quotas.stream().mapToLong(Long::longValue).sum())
                    .as("%d orgs", orgs)
                    .isEqualTo(orgs);
            for (int wave = 0; wave < quotas.size(); wave++) {
                assertThat(quotas.get(wave)).isGreaterThanOrEqualTo(orgs >= quotas.size() ? 1 : wave < orgs ? 1 : 0);
                assertThat((double) quotas.get(wave))
                        .isCloseTo(orgs * DEFAULT.get(wave) / 100.0, within(orgs < 60 ? 3.0 : 1.0));
            }
        }
    }

    @Test
    void aRoundNumberIsSplitAsThePercentagesSay() {
        assertThat(WaveQuotas.of(DEFAULT, 1_000)).containsExactly(50L, 250L, 700L);
    }

    @Test
    void everyOrgGetsExactlyOneWaveAndEveryWaveExactlyItsQuota() {
        long seed = OrgFixtures.seed();
        System.out.println("WavePlannerTest seed " + seed);
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            // Given
            var percentages = randomPercentages(random);
            int orgs = random.nextInt(1, 3_000);
            var quotas = WaveQuotas.of(percentages, orgs);
            var planner = new WavePlanner(versionId(random.nextInt(1_000)), quotas);

            // When
            var placed = new HashMap<Integer, Long>();
            IntStream.range(0, orgs).forEach(number -> placed.merge(planner.waveOf(org(number)), 1L, Long::sum));

            // Then
            assertThat(planner.placesLeft()).as("seed %d", seed).containsOnly(0L);
            for (int wave = 1; wave <= quotas.size(); wave++) {
                assertThat(placed.getOrDefault(wave, 0L)).isEqualTo(quotas.get(wave - 1));
            }
        }
    }

    @Test
    void aPlanningThatIsBrokenOffGoesOnToTheSamePlan() {
        // Given
        int orgs = 2_000;
        var quotas = WaveQuotas.of(DEFAULT, orgs);
        var uninterrupted = new WavePlanner(versionId(1), quotas);
        var expected = IntStream.range(0, orgs)
                .mapToObj(number -> uninterrupted.waveOf(org(number)))
                .toList();

        // When
        var resumed = new ArrayList<Integer>();
        var left = quotas;
        for (int page = 0; page < orgs; page += 123) {
            var planner = new WavePlanner(versionId(1), left);
            for (int number = page; number < Math.min(orgs, page + 123); number++) {
                resumed.add(planner.waveOf(org(number)));
            }
            left = planner.placesLeft();
        }

        // Then
        assertThat(resumed).isEqualTo(expected);
    }

    @Test
    void anotherVersionIsTriedOnOtherOrgsFirst() {
        // Given
        int orgs = 10_000;
        var first = new WavePlanner(versionId(1), WaveQuotas.of(DEFAULT, orgs));
        var second = new WavePlanner(versionId(2), WaveQuotas.of(DEFAULT, orgs));

        // When
        long inTheFirstWaveOfBoth = 0;
        for (int number = 0; number < orgs; number++) {
            int waveOfFirst = first.waveOf(org(number));
            int waveOfSecond = second.waveOf(org(number));
            inTheFirstWaveOfBoth += waveOfFirst == 1 && waveOfSecond == 1 ? 1 : 0;
        }

        // Then
        // 5 % of 5 % are expected.
        assertThat(inTheFirstWaveOfBoth).isBetween(5L, 60L);
    }

    @Test
    void theFirstWaveIsSpreadOverTheWholeListAndNotTakenFromItsBeginning() {
        // Given
        int orgs = 10_000;
        var planner = new WavePlanner(versionId(1), WaveQuotas.of(DEFAULT, orgs));

        // When
        long inTheFirstHalf = IntStream.range(0, orgs)
                .filter(number -> planner.waveOf(org(number)) == 1 && number < orgs / 2)
                .count();

        // Then
        assertThat(inTheFirstHalf).isBetween(200L, 300L);
    }

    @Test
    void moreOrgsThanPlacesAreAnErrorThatNamesTheOrg() {
        // Given
        var planner = new WavePlanner(versionId(1), List.of(1L));
        planner.waveOf(org(1));

        // When // Then
        assertThatThrownBy(() -> planner.waveOf(org(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(org(2).value());
    }

    private static List<Integer> randomPercentages(SplittableRandom random) {
        var percentages = new ArrayList<Integer>();
        int left = 100;
        while (left > 0 && percentages.size() < CampaignTerms.MAXIMUM_WAVES - 1) {
            int share = random.nextInt(1, left + 1);
            percentages.add(share);
            left -= share;
        }
        if (left > 0) {
            percentages.add(left);
        }
        return percentages;
    }
}
