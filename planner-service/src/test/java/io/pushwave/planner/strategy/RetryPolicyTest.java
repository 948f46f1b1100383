package io.pushwave.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofMinutes(5), 2);

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

    @Test
    void noWaitIsLongerThanAWeek() {
        // When
        var next = new RetryPolicy(20, Duration.ofDays(1), 10).nextAttemptAt(19, NOON);

        // Then
        assertThat(next).contains(NOON.plus(Duration.ofDays(7)));
    }
}
