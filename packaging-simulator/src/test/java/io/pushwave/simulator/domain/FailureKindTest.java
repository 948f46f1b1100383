package io.pushwave.simulator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import org.junit.jupiter.api.Test;

final class FailureKindTest {

    @Test
    void theSharesAddUpToAllFailures() {
        // When
        var drawn = new EnumMap<FailureKind, Integer>(FailureKind.class);
        for (int thousandth = 0; thousandth < FailureKind.SHARES; thousandth++) {
            drawn.merge(FailureKind.drawn(thousandth), 1, Integer::sum);
        }

        // Then
        assertThat(drawn).containsEntry(FailureKind.UNEXPECTED_FAILURE, 300);
        assertThat(drawn).containsEntry(FailureKind.UNEXPLAINED, 20);
        assertThat(drawn).doesNotContainKey(FailureKind.UNINSTALLED);
    }

    @Test
    void aGackHasTheFormThatClientsLookFor() {
        for (long bits : new long[] {0, 1, -1, 987_654_321_987L, Long.MIN_VALUE}) {
            assertThat(FailureKind.UNEXPECTED_FAILURE.message(bits)).matches("(?s).*: [\\d-]+ \\([\\d-]+\\)\\.$");
        }
    }
}
