package io.pushwave.planner.campaign.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.plan.WaveTerms;
import io.pushwave.planner.plan.WaveTerms.WaveSize;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.Tolerance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSourceTest {
    @Test
    void wavesAreCalledByTheirSharesAndTheLastTakesTheRest() {
        // When
        var waves = PlanSource.waves(strategy(5, 25, 70));

        // Then
        assertThat(waves).extracting(WaveTerms::name).containsExactly("5 %", "25 %", "rest");
        assertThat(waves).extracting(WaveTerms::kind).containsExactly(WaveKind.SHARE, WaveKind.SHARE, WaveKind.REST);
        assertThat(waves.getLast().size()).isEqualTo(new WaveSize.All());
    }

    @Test
    void wavesOfOneShareHaveNamesOfTheirOwn() {
        assertThat(PlanSource.waves(strategy(25, 25, 25, 25)))
                .extracting(WaveTerms::name)
                .containsExactly("25 %", "25 % (2)", "25 % (3)", "rest");
    }

    @Test
    void aSingleWaveIsEveryone() {
        assertThat(PlanSource.waves(strategy(100))).extracting(WaveTerms::name).containsExactly("everyone");
    }

    private static Strategy strategy(Integer... percentages) {
        return new Strategy(
                "test",
                List.of(percentages),
                new Tolerance(10, 2),
                Duration.ZERO,
                new RetryPolicy(3, Duration.ZERO, 1));
    }
}
