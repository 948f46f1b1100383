package io.pushwave.executor.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetRuleTest {
    private static final BudgetRule RULE = new BudgetRule(0.8, 0.1, 0.01, 0.03, 0.1);

    @ParameterizedTest
    @CsvSource({
        "CANCELLING, 0, 800",
        "FOLLOWING, 0, 792",
        "PUSHING, 0, 776",
        "INVENTORY, 0, 720",
        "CANCELLING, 799, 1",
        "FOLLOWING, 791, 1",
        "FOLLOWING, 792, 0",
        "PUSHING, 776, 0",
        "INVENTORY, 720, 0",
        "CANCELLING, 5000, 0"
    })
    void whatMattersMoreGoesFurtherIntoTheShare(CallPurpose purpose, long granted, long left) {
        assertThat(RULE.left(purpose, 1000, granted, OptionalLong.empty())).isEqualTo(left);
    }

    @Test
    void theReserveIsLeftToPeopleWhoeverUsedTheRest() {
        assertThat(RULE.left(CallPurpose.FOLLOWING, 1000, 100, OptionalLong.of(850)))
                .isEqualTo(50);
        assertThat(RULE.left(CallPurpose.FOLLOWING, 1000, 100, OptionalLong.of(900)))
                .isZero();
    }

    @Test
    void callsGivenOutAndNotYetCountedBySalesforceAreCounted() {
        var everything = new BudgetRule(1, 0, 0, 0, 0);

        assertThat(everything.left(CallPurpose.PUSHING, 1000, 600, OptionalLong.of(580)))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"800, 1", "401, 1", "400, 2", "200, 4", "80, 8", "0, 8"})
    void pollingSlowsDownAsTheShareIsUsed(long left, int factor) {
        assertThat(RULE.pollingFactor(1000, left)).isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0",
        "1.1, 0, 0, 0, 0",
        "0.5, 1, 0, 0, 0",
        "0.5, 0, -0.1, 0, 0",
        "0.5, 0, 0, -0.1, 0",
        "0.5, 0, 0.2, 0.1, 0",
        "0.5, 0, 0, 0, 1"
    })
    void partsThatMakeNoSenseAreRefused(
            double share, double reserve, double cancelling, double following, double pushing) {
        assertThatThrownBy(() -> new BudgetRule(share, reserve, cancelling, following, pushing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
