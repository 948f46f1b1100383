package io.pushwave.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTermsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofMinutes(5), 2);

    private static CampaignTerms strategy(List<Integer> percentages) {
        return new CampaignTerms("default", percentages, new Tolerance(10, 2), Duration.ofMinutes(1), RETRIES);
    }

    @Test
    void percentagesThatDoNotSumToAHundredAreRefusedWithTheirSum() {
        assertThatThrownBy(() -> strategy(List.of(5, 25, 71)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wave-percentages are [5, 25, 71] and sum to 101, they must sum to 100");
    }

    @Test
    void aWaveWithoutAShareIsRefused() {
        assertThatThrownBy(() -> strategy(List.of(0, 100))).hasMessageContaining("each must be between 1 and 100");
    }

    @Test
    void noWavesAreRefused() {
        assertThatThrownBy(() -> strategy(List.of())).hasMessageContaining("has 0 entries");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "29, 2", "30, 3", "1000, 100", "1009, 100"})
    void theToleranceIsThePercentageRoundedDownButNeverLessThanTheMinimum(long planned, long expected) {
        assertThat(new Tolerance(10, 2).of(planned)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, PT5M", "2, PT10M"})
    void theWaitBeforeTheNextAttemptDoubles(int attempt, Duration expected) {
        // When
        var next = RETRIES.nextAttemptAt(attempt, NOON);

        // Then
        assertThat(next).contains(NOON.plus(expected));
    }

    @Test
    void afterTheLastAttemptThereIsNoNext() {
        assertThat(RETRIES.nextAttemptAt(3, NOON)).isEmpty();
    }

    @Test
    void theNextAttemptIsDueAtAWholeSecondNeverEarlier() {
        // When
        var next = new RetryPolicy(2, Duration.ofSeconds(1), 1)
                .nextAttemptAt(1, Instant.parse("2026-11-22T12:00:00.001Z"));

        // Then
        assertThat(next).contains(Instant.parse("2026-11-22T12:00:02Z"));
    }
}
