package io.pushwave.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodTest {
    /** A Wednesday. */
    private static final Instant NOW = Instant.parse("2026-02-25T23:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "YESTERDAY,2026-02-24,2026-02-25",
        "today,2026-02-25,2026-02-26",
        "TOMORROW,2026-02-26,2026-02-27",
        "LAST_WEEK,2026-02-15,2026-02-22",
        "THIS_WEEK,2026-02-22,2026-03-01",
        "NEXT_WEEK,2026-03-01,2026-03-08",
        "LAST_MONTH,2026-01-01,2026-02-01",
        "THIS_MONTH,2026-02-01,2026-03-01",
        "NEXT_MONTH,2026-03-01,2026-04-01",
        "LAST_90_DAYS,2025-11-27,2026-02-26",
        "NEXT_90_DAYS,2026-02-26,2026-05-27",
        "LAST_QUARTER,2025-10-01,2026-01-01",
        "THIS_QUARTER,2026-01-01,2026-04-01",
        "NEXT_QUARTER,2026-04-01,2026-07-01",
        "LAST_YEAR,2025-01-01,2026-01-01",
        "THIS_YEAR,2026-01-01,2027-01-01",
        "NEXT_YEAR,2027-01-01,2028-01-01",
        "THIS_FISCAL_QUARTER,2026-01-01,2026-04-01",
        "LAST_FISCAL_YEAR,2025-01-01,2026-01-01"
    })
    void aWordNamesATime(String word, LocalDate begin, LocalDate end) {
        // When
        var period = Period.named(word).orElseThrow();

        // Then
        assertThat(period.begin(NOW)).isEqualTo(midnight(begin));
        assertThat(period.end(NOW)).isEqualTo(midnight(end));
    }

    @ParameterizedTest
    @CsvSource({
        "LAST_N_DAYS,1,2026-02-24,2026-02-26",
        "LAST_N_DAYS,0,2026-02-25,2026-02-26",
        "next_n_days,3,2026-02-26,2026-03-01",
        "NEXT_N_DAYS,0,2026-02-26,2026-02-26",
        "N_DAYS_AGO,2,2026-02-23,2026-02-24",
        "LAST_N_WEEKS,2,2026-02-08,2026-02-22",
        "NEXT_N_WEEKS,2,2026-03-01,2026-03-15",
        "N_WEEKS_AGO,2,2026-02-08,2026-02-15",
        "LAST_N_MONTHS,3,2025-11-01,2026-02-01",
        "NEXT_N_MONTHS,1,2026-03-01,2026-04-01",
        "N_MONTHS_AGO,2,2025-12-01,2026-01-01",
        "LAST_N_QUARTERS,2,2025-07-01,2026-01-01",
        "NEXT_N_QUARTERS,1,2026-04-01,2026-07-01",
        "N_QUARTERS_AGO,1,2025-10-01,2026-01-01",
        "LAST_N_YEARS,2,2024-01-01,2026-01-01",
        "NEXT_N_YEARS,2,2027-01-01,2029-01-01",
        "N_YEARS_AGO,1,2025-01-01,2026-01-01",
        "LAST_N_FISCAL_QUARTERS,1,2025-10-01,2026-01-01",
        "N_FISCAL_YEARS_AGO,1,2025-01-01,2026-01-01"
    })
    void aWordWithANumberNamesATime(String word, int n, LocalDate begin, LocalDate end) {
        // Given
        assertThat(Period.needsCount(word)).isTrue();

        // When
        var period = Period.counted(word, n);

        // Then
        assertThat(period.begin(NOW)).isEqualTo(midnight(begin));
        assertThat(period.end(NOW)).isEqualTo(midnight(end));
    }

    @Test
    void theLargestNumberCanBeReckonedWith() {
        assertThat(Period.counted("LAST_N_YEARS", Period.MAXIMUM_COUNT).begin(NOW))
                .isBefore(NOW);
        assertThat(Period.counted("NEXT_N_YEARS", Period.MAXIMUM_COUNT).end(NOW))
                .isAfter(NOW);
    }

    @Test
    void otherWordsNameNoTime() {
        assertThat(Period.named("LAST_N_DAYS")).isEmpty();
        assertThat(Period.named("NEXT_DECADE")).isEmpty();
        assertThat(Period.needsCount("LAST_90_DAYS")).isFalse();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
