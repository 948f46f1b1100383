package io.pushwave.executor.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenChangesTest {
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    private static final Instant CHANGED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final SeenChanges SEEN = SeenChanges.first(CHANGED, NOW);

    @Test
    void aChangeJustSeenMayBeFollowedByOlderOnes() {
        assertThat(SEEN.askFrom(OVERLAP)).isEqualTo(CHANGED.minus(OVERLAP));
    }

    @Test
    void aReadingThatCameTooSoonSettlesNothing() {
        assertThat(SEEN.readAgain(CHANGED, NOW.plusMillis(4_999), OVERLAP)).isEqualTo(SEEN);
    }

    @Test
    void whatWasReadAgainLateEnoughIsNotAskedForAnyMore() {
        var again = SEEN.readAgain(CHANGED, NOW.plus(OVERLAP), OVERLAP);

        assertThat(again.askFrom(OVERLAP)).isEqualTo(CHANGED.plusMillis(1));
        assertThat(again.readAgain(CHANGED, NOW.plus(OVERLAP), OVERLAP)).isEqualTo(again);
    }

    @Test
    void aNewerChangeBeginsAnew() {
        var settled = SEEN.readAgain(CHANGED, NOW.plus(OVERLAP), OVERLAP);
        var later = NOW.plusSeconds(60);

        assertThat(settled.readAgain(CHANGED.plusSeconds(1), later, OVERLAP))
                .isEqualTo(SeenChanges.first(CHANGED.plusSeconds(1), later));
    }
}
