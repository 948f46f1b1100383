package io.pushwave.simulator.domain.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StatusChangeTest {
    private static final List<RequestState> STATES = List.of(
            new RequestState.Created(),
            new RequestState.Pending(1),
            new RequestState.InProgress(1),
            new RequestState.Succeeded(),
            new RequestState.Failed(),
            new RequestState.Canceled());

    static Stream<Arguments> allPairs() {
        return STATES.stream()
                .flatMap(state -> Stream.of(PushStatus.values()).map(wanted -> Arguments.of(state, wanted)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void aClientMayActivateAndCancelInTimeAndNothingElse(RequestState state, PushStatus wanted) {
        // When
        var decided = StatusChange.decide(state, wanted);

        // Then
        var current = state.status();
        switch (decided) {
            case StatusChange.Activate _ -> {
                assertThat(current).isEqualTo(PushStatus.CREATED);
                assertThat(wanted).isEqualTo(PushStatus.PENDING);
            }
            case StatusChange.Cancel _ -> {
                assertThat(current).isIn(PushStatus.CREATED, PushStatus.PENDING);
                assertThat(wanted).isEqualTo(PushStatus.CANCELED);
            }
            case StatusChange.Nothing _ -> {
                assertThat(current).isEqualTo(wanted);
                assertThat(current).isIn(PushStatus.CREATED, PushStatus.PENDING);
            }
            case StatusChange.CancelRefused(var from) -> {
                assertThat(from).isEqualTo(current);
                assertThat(wanted).isEqualTo(PushStatus.CANCELED);
                assertThat(current.successors()).doesNotContain(PushStatus.CANCELED);
            }
            case StatusChange.JumpRefused(var from, var to) -> {
                assertThat(from).isEqualTo(current);
                assertThat(to).isEqualTo(wanted);
                boolean byClient = current == PushStatus.CREATED && wanted == PushStatus.PENDING;
                assertThat(byClient).isFalse();
            }
        }
    }

    @Test
    void whatAClientMayDoIsAlwaysATransitionOfTheMachine() {
        for (var state : STATES) {
            for (var wanted : PushStatus.values()) {
                var decided = StatusChange.decide(state, wanted);
                if (decided instanceof StatusChange.Activate || decided instanceof StatusChange.Cancel) {
                    assertThat(state.status().successors()).contains(wanted);
                }
            }
        }
    }

    @Test
    void terminalStatesHaveNoSuccessors() {
        assertThat(Stream.of(PushStatus.values()).filter(PushStatus::isTerminal))
                .containsExactlyInAnyOrder(PushStatus.SUCCEEDED, PushStatus.FAILED, PushStatus.CANCELED);
    }
}
