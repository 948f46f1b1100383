package io.pushwave.planner.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlEpochTest {

    @ParameterizedTest
    @CsvSource({
        "0, 2026-11-28T10:00:00Z, 1795860000000",
        "1795860000000, 2026-11-28T10:00:00Z, 1795860000001",
        "1795860000000, 2026-11-28T09:59:59Z, 1795860000001",
        "1795860000000, 2026-11-28T10:00:01Z, 1795860001000",
    })
    void theNextEpochIsAboveTheNewestAndAboveAllThatWereGivenOutBeforeNow(long newest, Instant at, long next) {
        assertThat(ControlEpoch.next(newest, at)).isEqualTo(next);
    }
}
