package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.strategy.choice.StrategyChoice;
import io.pushwave.planner.strategy.choice.VersionDistance;
import io.pushwave.planner.strategy.work.ChooseStrategy;
import io.pushwave.planner.strategy.work.DefaultStrategy;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerConfigTest {
    /** As Quarkus validates the settings of the service at its start. */
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private static PlannerConfig with(Map<String, String> different) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withValidator((BeanValidationConfigValidator) () -> VALIDATOR);
        different.forEach((name, value) -> builder.withDefaultValue("pushwave.planner." + name, value));
        return builder.build().getConfigMapping(PlannerConfig.class);
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        // When
        var config = with(Map.of());

        // Then
        assertThat(config.strategy().wavePercentages()).isEqualTo(List.of(5, 25, 70));
        assertThat(config.strategy().toleratedPercentage()).isEqualTo(10);
        assertThat(config.strategy().toleratedMinimum()).isEqualTo(2);
        assertThat(config.strategy().bake()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.strategy().attempts()).isEqualTo(3);
        assertThat(config.strategy().retryDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.strategy().retryFactor()).isEqualTo(2.0);
        assertThat(config.strategies().folder()).isEmpty();
        assertThat(ChooseStrategy.of(config))
                .isEqualTo(new StrategyChoice(Map.of(Urgency.CRITICAL, "critical-security"), Map.of(), "default"));
        assertThat(config.release().decisionWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.release().decisionPoll()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.release().countWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.release().answerTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.release().subscribersTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(config.release().passedOver()).contains("traceparent", "knativearrivaltime");
        assertThat(config.texts().byMaximum()).isEqualTo(200);
        assertThat(config.texts().reasonMaximum()).isEqualTo(2_000);
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
        assertThat(config.register().orgsCompared()).isEqualTo(20_000);
        assertThat(config.register().pagesRemoved()).isEqualTo(500);
        assertThat(config.register().fetch()).isEqualTo(2_000);
        assertThat(config.register().lookedThrough()).isEqualTo(5_000);
        assertThat(config.register().predecessorsGuessed()).isEqualTo(5);
        assertThat(config.register().labelValueMaximum()).isEqualTo(255);
        assertThat(config.register().labelsMaximum()).isEqualTo(50);
        assertThat(config.imports().linesMaximum()).isEqualTo(200_000);
        assertThat(config.imports().batch()).isEqualTo(5_000);
        assertThat(config.imports().faultsListed()).isEqualTo(1_000);
        assertThat(config.imports().atOnce()).isEqualTo(2);
    }

    @Test
    void theDefaultsAreValid() {
        DefaultStrategy.check(with(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            strategy.tolerated-percentage | 101     | 0 to 100 is expected
            strategy.tolerated-minimum    | -1      | at least 0 is expected
            strategy.bake                 | PT-1S   | a time of at least zero is expected
            strategy.attempts             | 0       | 1 to 20 is expected
            strategy.attempts             | 21      | 1 to 20 is expected
            strategy.retry-delay          | PT-1S   | a time of at least zero is expected
            strategy.retry-factor         | 0.5     | 1 to 10 is expected
            strategy.retry-factor         | 10.1    | 1 to 10 is expected
            batches.planning              | 0       | 1 to 20000 is expected
            batches.commands              | 20001   | 1 to 20000 is expected
            batches.cancelling            | 0       | 1 to 20000 is expected
            batches.clean-up              | 100001  | 1 to 100000 is expected
            release.decision-wait         | PT-1S   | a time of at least zero is expected
            release.decision-poll         | PT0S    | a time above zero is expected
            release.answer-timeout        | PT0S    | a time above zero is expected
            release.subscribers-timeout   | PT0S    | a time above zero is expected
            release.count-wait            | PT-1S   | a time of at least zero is expected
            texts.by-maximum              | 0       | 1 to 10000 is expected
            texts.reason-maximum          | 10001   | 1 to 10000 is expected
            driver.tick                   | PT0S    | a time above zero is expected
            driver.parallel-campaigns     | 65      | 1 to 64 is expected
            driver.page                   | 10001   | 1 to 10000 is expected
            driver.steps-per-turn         | 0       | at least 1 is expected
            driver.retry-delay            | PT0S    | a time above zero is expected
            driver.retry-delay-maximum    | PT0S    | a time above zero is expected
            driver.shutdown-wait          | PT-1S   | a time of at least zero is expected
            driver.measure-interval       | PT-1S   | a time above zero is expected
            register.orgs-compared        | 0       | 1 to 100000 is expected
            register.pages-removed        | 10001   | 1 to 10000 is expected
            register.fetch                | 0       | 1 to 20000 is expected
            register.looked-through       | 199     | 200 to 100000 is expected
            register.predecessors-guessed | 51      | 1 to 50 is expected
            register.label-value-maximum  | 1001    | 1 to 1000 is expected
            register.labels-maximum       | 0       | 1 to 200 is expected
            imports.lines-maximum         | 0       | 1 to 1000000 is expected
            imports.batch                 | 20001   | 1 to 20000 is expected
            imports.faults-listed         | 0       | 1 to 100000 is expected
            imports.at-once               | 65      | 1 to 64 is expected
            """)
    void aSettingOutOfRangeIsRefusedInASentenceThatNamesIt(String name, String value, String rule) {
        assertThatThrownBy(() -> with(Map.of(name, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageEndingWith("pushwave.planner." + name + " is " + value + ", " + rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            strategy.wave-percentages | 0,100    | strategy.wave-percentages[0] is 0, 1 to 100 is expected
            strategy.wave-percentages | 5,25     | strategy: wave-percentages are [5, 25] and sum to 30, they must sum to 100
            strategy.bake             | P31D     | strategy: bake is PT744H, PT0S to PT720H is expected
            strategy.retry-delay      | P8D      | strategy: delay is PT192H, PT0S to PT168H is expected
            strategy.tolerated-minimum | 1000001 | strategy: minimum is 1000001, 0 to 1000000 is expected
            """)
    void aStrategyThatIsNoneIsRefusedInASentenceThatNamesTheSetting(String name, String value, String sentence) {
        assertThatThrownBy(() -> DefaultStrategy.check(with(Map.of(name, value))))
                .isInstanceOfAny(ConfigValidationException.class, IllegalArgumentException.class)
                .hasMessageEndingWith("pushwave.planner." + sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "strategies.default-name, My strategy",
        "strategies.by-urgency.low, Slow",
        "strategies.by-distance.major, schema",
    })
    void aSettingThatIsNoNameOfAStrategyIsRefusedInASentence(String name, String value) {
        assertThatThrownBy(() -> ChooseStrategy.of(with(Map.of(name, value))))
                .hasMessageStartingWith("pushwave.planner.strategies: name is '" + value + "', ");
    }

    @Test
    void everyUrgencyAndEveryDistanceCanHaveAStrategy() {
        // When
        var choice = ChooseStrategy.of(with(Map.of(
                "strategies.default-name", "all",
                "strategies.by-urgency.critical", "",
                "strategies.by-urgency.high", "fast",
                "strategies.by-urgency.normal", "standard",
                "strategies.by-urgency.low", "slow",
                "strategies.by-distance.patch", "patch",
                "strategies.by-distance.minor", "minor",
                "strategies.by-distance.major", "major")));

        // Then
        assertThat(choice)
                .isEqualTo(new StrategyChoice(
                        Map.of(Urgency.HIGH, "fast", Urgency.NORMAL, "standard", Urgency.LOW, "slow"),
                        Map.of(
                                VersionDistance.PATCH, "patch",
                                VersionDistance.MINOR, "minor",
                                VersionDistance.MAJOR, "major"),
                        "all"));
    }

    @Test
    void tooManyWavesAreRefusedInASentence() {
        var twentyOne = "1,".repeat(20) + "80";

        assertThatThrownBy(() -> with(Map.of("strategy.wave-percentages", twentyOne)))
                .hasMessageContaining("pushwave.planner.strategy.wave-percentages is [1, 1, ")
                .hasMessageEndingWith(", 80], 1 to 20 waves are expected");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> with(Map.of("driver.page", "0", "strategy.bake", "PT-1S")))
                .hasMessageContaining("pushwave.planner.driver.page is 0, 1 to 10000 is expected")
                .hasMessageContaining("pushwave.planner.strategy.bake is PT-1S, a time of at least zero is expected");
    }
}
