package io.pushwave.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "29, 2", "30, 3", "1000, 100", "1009, 100"})
    void theToleranceIsThePercentageRoundedDownButNeverLessThanTheMinimum(long planned, long expected) {
        assertThat(new Tolerance(10, 2).of(planned)).isEqualTo(expected);
    }
}
