package io.pushwave.executor.salesforce.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.budget.BudgetRule;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationTest {
    private static final BudgetRule RULE = new BudgetRule(0.8, 0.1, 0.01, 0.03, 0.1);

    @ParameterizedTest
    @CsvSource({
        "CANCEL_REQUEST, true",
        "CHECK_STATUS, true",
        "CHECK_PACKAGE, true",
        "FOLLOW_JOBS, true",
        "CHANGE_STATUS, false",
        "CREATE_REQUEST, false",
        "ADD_JOBS, false"
    })
    void cancellingAndFollowingGoOnWhenNothingMoreMayBePushed(Operation operation, boolean payable) {
        var purpose = operation.purpose().orElseThrow();

        assertThat(RULE.left(purpose, 1000, 776, OptionalLong.empty()) > 0).isEqualTo(payable);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL_REQUEST, true",
        "CHECK_STATUS, true",
        "CHECK_PACKAGE, true",
        "FIND_REQUEST, true",
        "FOLLOW_JOBS, false",
        "FIND_ORPHANS, false"
    })
    void cancellingGoesOnWhenNothingMoreMayBeFollowed(Operation operation, boolean payable) {
        var purpose = operation.purpose().orElseThrow();

        assertThat(RULE.left(purpose, 1000, 792, OptionalLong.empty()) > 0).isEqualTo(payable);
    }
}
