package io.pushwave.platform.bench.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedFiguresTest {
    private static final int ORGS = 100_000;

    @Test
    void figuresAtTheirLimitsMissNothing() {
        var figures = new AskedFigures(ORGS, ORGS, 3_000, 12, 1, 256);

        assertThat(figures.missed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2999.99 | 12    | 1    | 256    | 2,999.99 orgs a second are fewer than 3,000.
                    3000    | 12.01 | 1    | 256    | 12.01 API calls per 1,000 orgs, polling left out, are more than 12.
                    3000    | 12    | 1.01 | 256    | 1.01 polling calls per 2,000 open jobs and interval are more than 1.
                    3000    | 12    | 1    | 256.01 | 256.01 MB of heap in use are more than 256.
                    NaN     | 12    | 1    | 256    | NaN orgs a second are fewer than 3,000.
                    """)
    void eachFigureBeyondItsLimitIsSaidInASentence(
            double speed, double calls, double polling, double heap, String sentence) {
        var figures = new AskedFigures(ORGS, ORGS, speed, calls, polling, heap);

        assertThat(figures.missed()).containsExactly(sentence);
    }

    @Test
    void allThatIsMissedIsShown() {
        var figures = new AskedFigures(ORGS, ORGS, 1, 13, 2, 300);

        assertThat(figures.missed()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"19999 | 0 | at least 3,000; not judged below 20,000 orgs", "20000 | 1 | at least 3,000"})
    void theSpeedOfASmallRunIsNotJudged(int orgs, int missed, String asked) {
        var figures = new AskedFigures(orgs, ORGS, 100, 12, 1, 256);

        assertThat(figures.missed()).hasSize(missed);
        assertThat(AskedFigures.askedOfSpeed(orgs)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"19999 | 0 | at most 1; not judged below 20,000 open jobs", "20000 | 1 | at most 1"})
    void thePollsOfFewJobsAreNotJudged(int openJobs, int missed, String asked) {
        var figures = new AskedFigures(1_000, openJobs, 3_000, 12, 2, 256);

        assertThat(figures.missed()).hasSize(missed);
        assertThat(AskedFigures.askedOfPolling(openJobs)).isEqualTo(asked);
    }

    @Test
    void aSmallRunIsJudgedByItsOtherFigures() {
        var figures = new AskedFigures(1_000, 6_000, 100, 13, 2, 300);

        assertThat(figures.missed()).hasSize(2);
    }
}
