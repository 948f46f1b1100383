package io.pushwave.platform.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final RestartRule RULE =
            new RestartRule(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    @Test
    void whoEndsAgainAndAgainIsWaitedForLongerUpToALimit() {
        var waits = new ArrayList<Long>();
        var history = PartHistory.begun(NOON);
        var now = NOON;
        for (int end = 0; end < 8; end++) {
            now = now.plusSeconds(2);
            history = history.ended(now, "exit code 1", RULE);
            var again = history.startAgainAt().orElseThrow();
            waits.add(Duration.between(now, again).toSeconds());
            now = again;
            history = history.restarted(now);
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void whoRanSteadilyIsStartedAgainSoon() {
        var history = PartHistory.begun(NOON);
        for (int end = 0; end < 5; end++) {
            history = history.ended(NOON, "exit code 1", RULE).restarted(NOON);
        }

        var later = history.ended(NOON.plusSeconds(60), "exit code 1", RULE);

        assertThat(later.startAgainAt()).contains(NOON.plusSeconds(61));
    }

    @Test
    void itIsDueWhenTheWaitIsOverAndNotBefore() {
        var ended = PartHistory.begun(NOON).ended(NOON, "exit code 1", RULE);

        assertThat(ended.dueAt(NOON.plusMillis(999))).isFalse();
        assertThat(ended.dueAt(NOON.plusSeconds(1))).isTrue();
        assertThat(ended.restarted(NOON.plusSeconds(1)).dueAt(NOON.plusSeconds(9)))
                .isFalse();
    }

    @Test
    void restartsAreSaidWithTheirNumberTheirTimeAndTheCause() {
        var once = PartHistory.begun(NOON).ended(NOON, "exit code 1", RULE).restarted(NOON.plusSeconds(1));
        var twice = once.ended(NOON.plusSeconds(3), "exit code 137", RULE).restarted(NOON.plusSeconds(5));
        var waiting = twice.ended(NOON.plusSeconds(6), "exit code 3", RULE);

        assertThat(PartHistory.begun(NOON).inWords(NOON)).isEmpty();
        assertThat(once.inWords(NOON.plusSeconds(2))).isEqualTo("restarted once, 1 s ago: exit code 1");
        assertThat(twice.inWords(NOON.plusSeconds(19))).isEqualTo("restarted 2 times, last 14 s ago: exit code 137");
        assertThat(waiting.inWords(NOON.plusSeconds(7)))
                .isEqualTo("restarted 2 times, last 2 s ago, is started again in 3 s: exit code 3");
    }

    @Test
    void aRestartThatSomebodyAskedForIsNoFaultAndEndsTheWait() {
        var history = PartHistory.begun(NOON)
                .ended(NOON, "exit code 1", RULE)
                .ended(NOON, "exit code 1", RULE)
                .restartedOnRequest(NOON);

        assertThat(history.startAgainAt()).isEqualTo(Optional.empty());
        assertThat(history.restarts()).isZero();
        assertThat(history.ended(NOON, "exit code 1", RULE).startAgainAt()).contains(NOON.plusSeconds(1));
    }
}
