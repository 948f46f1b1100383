package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.PushCorrected;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushCorrectedTest {

    @ParameterizedTest
    @EnumSource
    void aCorrectionEndsNoCommand(LateOutcome outcome) {
        var failure = outcome == LateOutcome.FAILED ? Optional.of(SampleMessages.FAILURE) : Optional.<Failure>empty();

        assertThat(corrected(outcome, failure).terminal()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void exactlyAFailureHasAReason(LateOutcome outcome) {
        var wrong = outcome == LateOutcome.FAILED ? Optional.<Failure>empty() : Optional.of(SampleMessages.FAILURE);

        assertThatThrownBy(() -> corrected(outcome, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outcome is " + outcome);
    }

    @Test
    void aTimeoutIsNoCorrection() {
        var timedOut = new Failure(FailureClass.TIMED_OUT, false, "", "", "", Optional.empty());

        assertThatThrownBy(() -> corrected(LateOutcome.FAILED, Optional.of(timedOut)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TIMED_OUT");
    }

    @ParameterizedTest
    @EnumSource
    void exactlyAnOrgThatWasLeftOutSaysWhy(LateOutcome outcome) {
        var failure = outcome == LateOutcome.FAILED ? Optional.of(SampleMessages.FAILURE) : Optional.<Failure>empty();
        var wrong = outcome == LateOutcome.LEFT_OUT ? Optional.<LeftOut>empty() : Optional.of(SampleMessages.LEFT_OUT);

        assertThatThrownBy(() -> corrected(outcome, failure, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outcome is " + outcome);
    }

    private static PushCorrected corrected(LateOutcome outcome, Optional<Failure> failure) {
        var leftOut =
                outcome == LateOutcome.LEFT_OUT ? Optional.of(SampleMessages.LEFT_OUT) : Optional.<LeftOut>empty();
        return corrected(outcome, failure, leftOut);
    }

    private static PushCorrected corrected(LateOutcome outcome, Optional<Failure> failure, Optional<LeftOut> leftOut) {
        return new PushCorrected(
                SampleMessages.SUBJECT, SampleMessages.AT, "0DX000000000001AAA", outcome, failure, leftOut);
    }
}
