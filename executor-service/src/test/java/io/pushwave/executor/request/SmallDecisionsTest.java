package io.pushwave.executor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.command.IntentGroup;
import io.pushwave.executor.control.Control;
import io.pushwave.messaging.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallDecisionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.250Z");

    @Test
    void everyRequestOfAVersionGetsASecondOfItsOwn() {
        var taken = new HashSet<Instant>();

        IntStream.range(0, 100).forEach(_ -> taken.add(StartSeconds.firstFree(NOW, taken)));

        assertThat(taken).hasSize(100).contains(Instant.parse("2026-11-22T10:00:01Z"));
        assertThat(taken).allMatch(second -> !second.isBefore(NOW) && second.equals(StartSeconds.from(second)));
    }

    @Test
    void aWholeSecondIsKept() {
        var second = Instant.parse("2026-11-22T10:00:00Z");

        assertThat(StartSeconds.firstFree(second, Set.of())).isEqualTo(second);
    }

    @Test
    void aRequestThatCouldNotBeFoundAgainCannotBePlanned() {
        assertThatThrownBy(() -> new RequestPlan("r", "c", 1, "p", "v", NOW, Optional.empty(), 1))
                .hasMessageContaining("no whole second");
    }

    @Test
    void aControlIsReplacedByANewerOneAlone() {
        var halted = new Control(2, State.HALTED);

        assertThat(halted.replacedBy(new Control(1, State.RUNNING))).isEqualTo(halted);
        assertThat(halted.replacedBy(new Control(2, State.RUNNING))).isEqualTo(halted);
        assertThat(halted.replacedBy(new Control(3, State.RUNNING))).isEqualTo(new Control(3, State.RUNNING));
    }

    @Test
    void aGroupIsRipeWhenItIsFullOrHasLingered() {
        var linger = Duration.ofSeconds(1);

        assertThat(group(1000).ripe(1000, linger, NOW)).isTrue();
        assertThat(group(999).ripe(1000, linger, NOW)).isFalse();
        assertThat(group(1).ripe(1000, linger, NOW.plus(linger))).isTrue();
    }

    @Test
    void waitsDoubleUpToTheLongest() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.after(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.after(1_000_000)).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InProgress", "In Progress", "inprogress"})
    void everySpellingOfInProgressIsUnderstood(String spelling) {
        assertThat(JobStatus.spelled(spelling)).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    void anUnknownStatusIsNotGuessedAt() {
        assertThatThrownBy(() -> JobStatus.spelled("Resting")).hasMessageContaining("'Resting'");
    }

    private static IntentGroup group(long waiting) {
        return new IntentGroup("c", 1, "p", "v", Optional.empty(), waiting, NOW);
    }
}
