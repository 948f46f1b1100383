package io.pushwave.executor.following;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeReadingTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2000, 0", "2001, 200", "4000, 200", "4001, 400", "25000, 2400", "250000, 24800"})
    void openJobsAreAskedForByIdWhereThatCostsFewerCalls(long jobs, int most) {
        assertThat(WholeReading.byIdUpTo(jobs, 200)).isEqualTo(most);
    }
}
