package io.pushwave.executor.command;

import static io.pushwave.executor.command.IntentState.ASSIGNED;
import static io.pushwave.executor.command.IntentState.CANCELLED;
import static io.pushwave.executor.command.IntentState.FAILED;
import static io.pushwave.executor.command.IntentState.LEFT_OUT;
import static io.pushwave.executor.command.IntentState.OVERDUE;
import static io.pushwave.executor.command.IntentState.REACHED;
import static io.pushwave.executor.command.IntentState.SCHEDULED;
import static io.pushwave.executor.command.IntentState.SKIPPED;
import static io.pushwave.executor.command.IntentState.STARTED;
import static io.pushwave.executor.command.IntentState.SUCCEEDED;
import static io.pushwave.executor.command.IntentState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentStateTest {
    private static final int STEPS_MAXIMUM = 10_000;

    private static final List<IntentState> STATES = List.of(IntentState.values());

    /** A row for each state, a column for each next one, both in the order of the type: W A Sc St O Su R L F C Sk. */
    private static final List<String> MATRIX = List.of(
            ". x . . . . . . . x x", // WAITING
            "x . x . . . x x x x x", // ASSIGNED
            ". . . x x x x x x x .", // SCHEDULED
            ". . . . x x x x x x .", // STARTED
            ". . . . . x x x x x .", // OVERDUE
            ". . . . . . . . . . .", // SUCCEEDED
            ". . . . . . . . . . .", // REACHED
            ". . . . . . . . . . .", // LEFT_OUT
            ". . . . . . . . . . .", // FAILED
            ". . . . . . . . . . .", // CANCELLED
            ". . . . . . . . . . ."); // SKIPPED

    @ParameterizedTest
    @MethodSource("pairs")
    void aStateLeadsWhereTheMatrixSaysAndNowhereElse(IntentState from, IntentState to) {
        boolean allowed = MATRIX.get(STATES.indexOf(from)).charAt(2 * STATES.indexOf(to)) == 'x';

        assertThat(from.canBecome(to)).isEqualTo(allowed);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(IntentState.values())
                .flatMap(from -> Arrays.stream(IntentState.values()).map(to -> Arguments.of(from, to)));
    }

    @Test
    void theSetsFollowFromTheTable() {
        assertThat(IntentState.which(IntentState::isTerminal))
                .containsExactly(SUCCEEDED, REACHED, LEFT_OUT, FAILED, CANCELLED, SKIPPED);
        assertThat(IntentState.which(IntentState::isInFlight)).containsExactly(ASSIGNED, SCHEDULED, STARTED, OVERDUE);
        assertThat(IntentState.which(IntentState::isUnderWay)).containsExactly(ASSIGNED, SCHEDULED, STARTED);
        assertThat(IntentState.which(IntentState::isPushed)).containsExactly(SCHEDULED, STARTED);
        assertThat(IntentState.which(IntentState::isReported))
                .containsExactly(OVERDUE, SUCCEEDED, REACHED, LEFT_OUT, FAILED, CANCELLED, SKIPPED);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnOverdueIntentIsInFlightAfterItsEnd(IntentState state) {
        assertThat(state.isInFlight() && state.isReported()).isEqualTo(state == OVERDUE);
    }

    /** Only what was never activated goes back; everything else goes towards an end, and has one result, corrected once at most. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWalkComesToAnEndAndIsReportedOnce(long seed) {
        var random = new Random(seed);
        for (int walk = 0; walk < 1_000; walk++) {
            var path = walk(random);

            assertThat(path.getLast().isTerminal()).isTrue();
            assertThat(path.subList(0, path.size() - 1)).noneMatch(IntentState::isTerminal);
            assertThat(path.stream().filter(IntentState::isReported).count()).isBetween(1L, 2L);
            var pushed = path.stream().dropWhile(state -> state != SCHEDULED).toList();
            assertThat(pushed).doesNotHaveDuplicates().doesNotContain(WAITING, ASSIGNED, SKIPPED);
        }
    }

    private static List<IntentState> walk(Random random) {
        var path = new ArrayList<IntentState>(List.of(WAITING));
        while (!path.getLast().isTerminal()) {
            assertThat(path).hasSizeLessThan(STEPS_MAXIMUM);
            var next = List.copyOf(new TreeSet<>(path.getLast().next()));
            path.add(next.get(random.nextInt(next.size())));
        }
        return path;
    }

    @Test
    void everyStateIsReachedFromTheFirst() {
        var reached = EnumSet.of(WAITING);
        Set<IntentState> before;
        do {
            before = EnumSet.copyOf(reached);
            before.forEach(state -> reached.addAll(state.next()));
        } while (!before.equals(reached));

        assertThat(reached).containsExactlyInAnyOrder(IntentState.values());
    }
}
