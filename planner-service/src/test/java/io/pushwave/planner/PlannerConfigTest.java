package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerConfigTest {

    private static PlannerConfig with(Map<String, String> different) {
        var builder = new SmallRyeConfigBuilder().withMapping(PlannerConfig.class);
        different.forEach((name, value) -> builder.withDefaultValue("pushwave.planner." + name, value));
        return builder.build().getConfigMapping(PlannerConfig.class);
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        // When
        var config = with(Map.of());

        // Then
        assertThat(config.strategy().name()).isEqualTo("default");
        assertThat(config.strategy().wavePercentages()).isEqualTo(List.of(5, 25, 70));
        assertThat(config.strategy().toleratedPercentage()).isEqualTo(10);
        assertThat(config.strategy().toleratedMinimum()).isEqualTo(2);
        assertThat(config.strategy().bake()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.strategy().attempts()).isEqualTo(3);
        assertThat(config.strategy().retryDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.strategy().retryFactor()).isEqualTo(2.0);
        assertThat(config.release().decisionWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.release().decisionPoll()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.batches().planning()).isEqualTo(5_000);
        assertThat(config.batches().commands()).isEqualTo(2_000);
        assertThat(config.batches().cancelling()).isEqualTo(5_000);
        assertThat(config.batches().cleanUp()).isEqualTo(20_000);
        assertThat(config.driver().tick()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.driver().parallelCampaigns()).isEqualTo(4);
        assertThat(config.driver().page()).isEqualTo(500);
        assertThat(config.driver().stepsPerTurn()).isEqualTo(50);
        assertThat(config.driver().retryDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.driver().retryDelayMaximum()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.driver().shutdownWait()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.driver().measureInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theDefaultsAreValid() {
        DefaultStrategy.validate(with(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategy.wave-percentages     | 5,25    | sum to 30, they must sum to 100",
                "strategy.tolerated-percentage | 101     | tolerated percentage is 101, 0 to 100 is expected",
                "strategy.tolerated-minimum    | -1      | tolerated minimum is -1, at least 0 is expected",
                "strategy.bake                 | PT-1S   | bake is PT-1S",
                "strategy.attempts             | 0       | attempts is 0, 1 to 20 is expected",
                "strategy.retry-delay          | PT-1S   | retry-delay is PT-1S",
                "strategy.retry-factor         | 0.5     | retry-factor is 0.5, 1 to 10 is expected",
                "batches.planning              | 0       | pushwave.planner.batches.planning is 0, 1 to 20000 is expected",
                "batches.commands              | 20001   | pushwave.planner.batches.commands is 20001",
                "driver.tick                   | PT0S    | pushwave.planner.driver.tick is PT0S",
                "driver.parallel-campaigns     | 65      | pushwave.planner.driver.parallel-campaigns is 65",
            })
    void aSettingOutOfRangeIsRefusedInASentenceThatNamesIt(String name, String value, String sentence) {
        // Given
        var config = with(Map.of(name, value));

        // When // Then
        assertThatThrownBy(() -> DefaultStrategy.validate(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
