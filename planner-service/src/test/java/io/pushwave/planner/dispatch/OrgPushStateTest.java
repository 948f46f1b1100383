package io.pushwave.planner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrgPushStateTest {
    @ParameterizedTest
    @EnumSource
    void everyStateIsReachedFromWaiting(OrgPushState state) {
        // Given
        var reached = EnumSet.of(OrgPushState.WAITING);

        // When
        for (var more = true; more; ) {
            var next = EnumSet.copyOf(reached);
            reached.forEach(from -> next.addAll(from.successors()));
            more = reached.addAll(next);
        }

        // Then
        assertThat(reached).contains(state);
    }

    @ParameterizedTest
    @EnumSource
    void aStateIsWaitedInOrAnEnd(OrgPushState state) {
        assertThat(state.isTerminal()).isEqualTo(!state.isWaiting() && !state.isRetrying() && !state.isInFlight());
    }

    @ParameterizedTest
    @EnumSource
    void anAbortEndsWhatHasNoCommandAndLeavesTheRest(OrgPushState state) {
        if (state.isWaiting() || state.isRetrying()) {
            assertThat(state.successors()).contains(state.afterAbort());
            assertThat(state.afterAbort().isTerminal()).isTrue();
        } else {
            assertThat(state.afterAbort()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionLeadsToAnEnd(OrgPushState state) {
        assertThat(state.corrections()).allMatch(OrgPushState::isTerminal);
    }

    @Test
    void onlyAFailureCanHaveTimedOut() {
        assertThat(OrgPushState.those(OrgPushState::mayHaveTimedOut)).containsExactly(OrgPushState.FAILED);
    }
}
