package io.pushwave.planner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.planner.dispatch.kafka.ReportedEnds;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.strategy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrgOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofMinutes(1), 2);
    private static final Subject SUBJECT = new Subject("command-1", "campaign-1", OrgFixtures.org(1), 1, 1);
    private static final Failure LOCKED =
            new Failure(FailureClass.TRANSIENT, true, "LockingFailure", "Locked", "", Optional.empty());

    private static final LeftOut UNINSTALLED = new LeftOut(LeftOutReason.UNINSTALLED, "");

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, SUCCEEDED",
        "FAILED, FAILED",
        "CANCELLED, CANCELLED",
        "REACHED, REACHED",
        "LEFT_OUT, LEFT_OUT"
    })
    void aLateAnswerEndsTheOrgAndIsNeverTriedAgain(LateOutcome outcome, OrgPushState state) {
        assertThat(OrgOutcome.ofLate(reported(corrected(outcome)).end()))
                .isEqualTo(new OrgOutcome(state, Optional.empty(), false));
    }

    @Test
    void aFailureInTimeForTheSameReasonIsTriedAgain() {
        var failed = new PushFailed(SUBJECT, NOW, Optional.of("0DX000000000001"), LOCKED);

        assertThat(outcome(failed).map(OrgOutcome::state)).contains(OrgPushState.RETRYING);
    }

    @Test
    void anOrgThatItsCustomerBroughtThereIsDone() {
        var reached = new PushReached(SUBJECT, NOW, Optional.empty(), "the org has version 2.0");

        assertThat(outcome(reached)).contains(new OrgOutcome(OrgPushState.REACHED, Optional.empty(), false));
    }

    @Test
    void anOrgThatCannotBePushedForAReasonOfItsOwnHasNotFailed() {
        var leftOut = new PushLeftOut(SUBJECT, NOW, Optional.empty(), UNINSTALLED);

        assertThat(outcome(leftOut)).contains(new OrgOutcome(OrgPushState.LEFT_OUT, Optional.empty(), false));
    }

    @Test
    void onlyAnAttemptThatTimedOutMayBeCorrected() {
        var timeout = new Failure(FailureClass.TIMED_OUT, false, "", "", "", Optional.empty());
        var needsAction = new Failure(FailureClass.NEEDS_ACTION, false, "", "", "", Optional.empty());

        assertThat(outcome(new PushFailed(SUBJECT, NOW, Optional.empty(), timeout)))
                .contains(new OrgOutcome(OrgPushState.FAILED, Optional.empty(), true));
        assertThat(outcome(new PushFailed(SUBJECT, NOW, Optional.empty(), needsAction)))
                .contains(new OrgOutcome(OrgPushState.FAILED, Optional.empty(), false));
    }

    @Test
    void aCorrectionIsNoEndOfAnAttempt() {
        assertThat(reported(corrected(LateOutcome.SUCCEEDED)).late()).isTrue();
    }

    @Test
    void whatIsOnItsWayIsNoEndOfAnAttempt() {
        assertThat(ReportedEnds.of(new PushScheduled(SUBJECT, NOW, "0DV000000000001", "0DX000000000001", NOW)))
                .isEmpty();
        assertThat(ReportedEnds.of(new PushStarted(SUBJECT, NOW, "0DX000000000001")))
                .isEmpty();
    }

    @Test
    void afterAnAbortNothingIsTriedAgain() {
        var failed = new PushFailed(SUBJECT, NOW, Optional.empty(), LOCKED);

        assertThat(outcome(failed, 1, true)).contains(new OrgOutcome(OrgPushState.FAILED, Optional.empty(), false));
    }

    @Test
    void afterTheLastAttemptNothingIsTriedAgain() {
        var failed = new PushFailed(SUBJECT, NOW, Optional.empty(), LOCKED);

        assertThat(outcome(failed, 2, false).map(OrgOutcome::state)).contains(OrgPushState.RETRYING);
        assertThat(outcome(failed, 3, false)).contains(new OrgOutcome(OrgPushState.FAILED, Optional.empty(), false));
    }

    @Test
    void aFailureThatNoAttemptHealsIsNotTriedAgain() {
        var needsAction = new Failure(FailureClass.NEEDS_ACTION, false, "", "", "", Optional.empty());

        assertThat(outcome(new PushFailed(SUBJECT, NOW, Optional.empty(), needsAction)))
                .contains(new OrgOutcome(OrgPushState.FAILED, Optional.empty(), false));
    }

    @Test
    void anOrgThatNeededNoPushIsSkipped() {
        assertThat(outcome(new PushSkipped(SUBJECT, NOW, "its time had passed")))
                .contains(new OrgOutcome(OrgPushState.SKIPPED, Optional.empty(), false));
    }

    @Test
    void aCancelledAttemptCancelsItsOrg() {
        assertThat(outcome(new PushCancelled(SUBJECT, NOW, "the campaign was aborted")))
                .contains(new OrgOutcome(OrgPushState.CANCELLED, Optional.empty(), false));
    }

    static Stream<Arguments> everyEndUnderEveryCircumstance() {
        var failures = Stream.of(true, false)
                .flatMap(retryable ->
                        Stream.of(true, false).<AttemptEnd>map(timedOut -> new AttemptEnd.Failed(retryable, timedOut)));
        return Stream.concat(Stream.of(AttemptEnd.Final.values()), failures)
                .flatMap(end -> Stream.of(1, 3)
                        .flatMap(
                                attempt -> Stream.of(true, false).map(aborted -> Arguments.of(end, attempt, aborted))));
    }

    @ParameterizedTest
    @MethodSource("everyEndUnderEveryCircumstance")
    void anOutcomeIsOneThatTheTableHas(AttemptEnd end, int attempt, boolean aborted) {
        // When
        var outcome = OrgOutcome.of(end, attempt, RETRIES, aborted, NOW);

        // Then
        assertThat(OrgPushState.COMMANDED.successors()).contains(outcome.state());
        assertThat(outcome.nextAttemptAt().isPresent())
                .isEqualTo(outcome.state().isRetrying());
        assertThat(!outcome.timedOut() || outcome.state().mayHaveTimedOut()).isTrue();
    }

    private static Optional<OrgOutcome> outcome(PushResult result) {
        return outcome(result, 1, false);
    }

    private static Optional<OrgOutcome> outcome(PushResult result, int attempt, boolean aborted) {
        return Optional.of(OrgOutcome.of(reported(result).end(), attempt, RETRIES, aborted, NOW));
    }

    private static ReportedEnd reported(PushResult result) {
        return ReportedEnds.of(result).orElseThrow();
    }

    private static PushCorrected corrected(LateOutcome outcome) {
        return new PushCorrected(
                SUBJECT,
                NOW,
                "0DX000000000001",
                outcome,
                outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.empty(),
                outcome == LateOutcome.LEFT_OUT ? Optional.of(UNINSTALLED) : Optional.empty());
    }
}
