package io.pushwave.simulator.domain.failures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureKindTest {

    @Test
    void theSharesAddUpToAllFailures() {
        // When
        var weights = FailureMix.standard().weights();

        // Then
        assertThat(weights.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
        assertThat(weights).containsEntry(FailureKind.UNEXPECTED_FAILURE, 300);
        assertThat(weights).containsEntry(FailureKind.UNEXPLAINED, 20);
        assertThat(weights).doesNotContainKey(FailureKind.UNINSTALLED);
    }

    @Test
    void aGackHasTheFormThatClientsLookFor() {
        for (long bits : new long[] {0, 1, -1, 987_654_321_987L, Long.MIN_VALUE}) {
            assertThat(FailureKind.UNEXPECTED_FAILURE.message(bits)).matches("(?s).*: [\\d-]+ \\([\\d-]+\\)\\.$");
        }
    }
}
