package io.pushwave.simulator.http.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ApiBudgetTest {

    @Test
    void callsCountForADayAndNoLonger() {
        // Given
        var budget = new ApiBudget(2);
        assertThat(budget.spend(0)).isTrue();
        assertThat(budget.spend(Duration.ofHours(5).toMillis())).isTrue();

        // When
        boolean third = budget.spend(Duration.ofHours(6).toMillis());

        // Then
        assertThat(third).isFalse();
        assertThat(budget.header()).isEqualTo("api-usage=2/2");
        assertThat(budget.spend(Duration.ofHours(24).toMillis())).isTrue();
        assertThat(budget.spend(Duration.ofHours(25).toMillis())).isFalse();
        assertThat(budget.spend(Duration.ofHours(29).toMillis())).isTrue();
    }
}
