package io.pushwave.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofMinutes(1), 2);
    private static final Subject SUBJECT = new Subject("command-1", "campaign-1", DomainFixtures.org(1), 1, 1);
    private static final Failure LOCKED =
            new Failure(FailureClass.TRANSIENT, true, "LockingFailure", "Locked", "", Optional.empty());

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, SUCCEEDED", "FAILED, FAILED", "CANCELLED, CANCELLED"})
    void aLateAnswerEndsTheOrgAndIsNeverTriedAgain(LateOutcome outcome, OrgPushState state) {
        assertThat(OrgOutcome.ofLate(corrected(outcome))).isEqualTo(new OrgOutcome(state, Optional.empty()));
    }

    @Test
    void aFailureInTimeForTheSameReasonIsTriedAgain() {
        var failed = new PushFailed(SUBJECT, NOW, Optional.of("0DX000000000001"), LOCKED);

        assertThat(OrgOutcome.of(failed, RETRIES, false, NOW).map(OrgOutcome::state))
                .contains(OrgPushState.RETRYING);
    }

    @Test
    void aCorrectionIsNoEndOfAnAttempt() {
        PushResult corrected = corrected(LateOutcome.SUCCEEDED);

        assertThat(OrgOutcome.of(corrected, RETRIES, false, NOW)).isEmpty();
    }

    private static PushCorrected corrected(LateOutcome outcome) {
        return new PushCorrected(
                SUBJECT,
                NOW,
                "0DX000000000001",
                outcome,
                outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.empty());
    }
}
