package io.pushwave.planner.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotAgeTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void theLaterMomentIsNewerAndOfOneMomentTheGreaterId() {
        var ages = List.of(
                new SnapshotAge(NOON, "b"), new SnapshotAge(NOON.plusSeconds(1), "a"), new SnapshotAge(NOON, "a"));

        assertThat(ages.stream().sorted())
                .containsExactly(
                        new SnapshotAge(NOON, "a"),
                        new SnapshotAge(NOON, "b"),
                        new SnapshotAge(NOON.plusSeconds(1), "a"));
    }

    @Test
    void aMomentIsTheSameBeforeAndAfterItWasStored() {
        var told = new SnapshotAge(NOON.plusNanos(1_999), "a");

        assertThat(told.asOf()).isEqualTo(NOON.plusNanos(1_000));
    }
}
