package io.pushwave.executor.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitPauseTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final LimitPause NONE = new LimitPause(Instant.EPOCH, Duration.ZERO, 20);

    @Test
    void everybodyStopsAndBeginsAgainWithOneCall() {
        var paused = NONE.reached(NOW, FIRST, LONGEST);

        assertThat(paused).isEqualTo(new LimitPause(NOW.plus(FIRST), FIRST, 1));
    }

    @Test
    void manyRefusalsAtOnceAreOnePause() {
        var paused = NONE.reached(NOW, FIRST, LONGEST);

        assertThat(paused.reached(NOW.plusSeconds(1), FIRST, LONGEST)).isEqualTo(paused);
    }

    @Test
    void thePauseDoublesUpToTheLongestWhileTheLimitStands() {
        var twice = NONE.reached(NOW, FIRST, LONGEST).reached(NOW.plusSeconds(61), FIRST, LONGEST);
        var thrice = twice.reached(twice.until(), FIRST, LONGEST);

        assertThat(twice.length()).isEqualTo(Duration.ofMinutes(2));
        assertThat(thrice.length()).isEqualTo(LONGEST);
    }

    @Test
    void aLimitAfterALongTimeBeginsWithTheFirstPause() {
        var old = NONE.reached(NOW, FIRST, LONGEST);

        assertThat(old.reached(NOW.plus(Duration.ofHours(1)), FIRST, LONGEST).length())
                .isEqualTo(FIRST);
    }

    @Test
    void callsComeBackDoublingUpToTheCeiling() {
        var paused = NONE.reached(NOW, FIRST, LONGEST);

        assertThat(paused.givenOut(20).most()).isEqualTo(2);
        assertThat(paused.givenOut(20).givenOut(20).givenOut(3).most()).isEqualTo(3);
    }
}
