package io.pushwave.status.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.OrgKey;
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
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.status.CampaignScenario;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgViewTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final OrgKey ORG = CampaignScenario.orgKey(1);
    private static final OrgDescription DESCRIPTION =
            new OrgDescription(ORG, "Customer", "Production", "Active", "EU44", Optional.empty(), "04t000000000001");
    private static final LeftOut UNINSTALLED = new LeftOut(LeftOutReason.UNINSTALLED, "Gone");
    private static final Failure LOCKED =
            new Failure(FailureClass.TRANSIENT, true, "UnclassifiedError", "Unable to lock row", "", Optional.empty());
    private static final Failure TIMED_OUT =
            new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty());

    private static Subject attempt(int attempt) {
        return inWave(2, attempt);
    }

    private static Subject inWave(int wave, int attempt) {
        return new Subject("command-" + attempt, "campaign-1", ORG, wave, attempt);
    }

    private static OrgView planned() {
        return OrgView.of(new OrgPlanned("campaign-1", 1, DESCRIPTION, 2, AT));
    }

    private static OrgView scheduled(int attempt) {
        return OrgView.of(new PushScheduled(attempt(attempt), AT, "request-" + attempt, "job-" + attempt, AT));
    }

    private static OrgView started(int attempt) {
        return OrgView.of(new PushStarted(attempt(attempt), AT, "job-" + attempt));
    }

    private static OrgView succeeded(int attempt) {
        return OrgView.of(new PushSucceeded(attempt(attempt), AT, "job-" + attempt));
    }

    private static OrgView failed(int attempt) {
        return OrgView.of(new PushFailed(attempt(attempt), AT, Optional.of("job-" + attempt), LOCKED));
    }

    private static OrgView timedOut(int attempt) {
        return OrgView.of(new PushFailed(attempt(attempt), AT, Optional.of("job-" + attempt), TIMED_OUT));
    }

    private static OrgView corrected(int attempt, LateOutcome outcome) {
        return OrgView.of(new PushCorrected(
                attempt(attempt),
                AT,
                "job-" + attempt,
                outcome,
                outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.empty(),
                outcome == LateOutcome.LEFT_OUT ? Optional.of(UNINSTALLED) : Optional.empty()));
    }

    private static OrgStanding standing(OrgView... observed) {
        var view = Arrays.stream(observed).reduce(planned(), OrgView::join);
        return OrgStanding.of(view, OptionalInt.of(3)).orElseThrow();
    }

    private static Collection<StrayReason> strays(OrgView... observed) {
        return Arrays.stream(observed)
                .reduce(planned(), OrgView::join)
                .strays(OptionalInt.of(3))
                .values();
    }

    @Test
    void aLateStartDoesNotTakeBackAnEnd() {
        assertThat(standing(failed(1), started(1)).step()).isEqualTo(Step.FAILED_RETRYABLE);
    }

    @Test
    void aLateEndOfAnEarlierAttemptDoesNotTakeBackALaterAttempt() {
        // When
        var standing = standing(scheduled(2), failed(1));

        // Then
        assertThat(standing.attempt()).isEqualTo(2);
        assertThat(standing.step()).isEqualTo(Step.SCHEDULED);
        assertThat(standing.pushRequestId()).contains("request-2");
        assertThat(standing.failure()).isEmpty();
    }

    @Test
    void aLateScheduleStillTellsThePushRequest() {
        // When
        var standing = standing(succeeded(1), scheduled(1));

        // Then
        assertThat(standing.step()).isEqualTo(Step.SUCCEEDED);
        assertThat(standing.pushRequestId()).contains("request-1");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, LATE_SUCCEEDED",
        "FAILED, LATE_FAILED",
        "REACHED, LATE_REACHED",
        "LEFT_OUT, LATE_LEFT_OUT",
        "CANCELLED, LATE_CANCELLED"
    })
    void aLateAnswerCorrectsATimeoutInWhateverOrderTheyCome(LateOutcome outcome, Step step) {
        // Given
        var late = corrected(1, outcome);

        // When
        var standing = standing(timedOut(1), late);

        // Then
        assertThat(standing).isEqualTo(standing(late, timedOut(1))).isEqualTo(standing(timedOut(1), late, late));
        assertThat(standing.step()).isEqualTo(step);
        assertThat(standing.failure())
                .isEqualTo(outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.empty());
        assertThat(standing.leftOut())
                .isEqualTo(outcome == LateOutcome.LEFT_OUT ? Optional.of(UNINSTALLED) : Optional.empty());
        assertThat(strays(timedOut(1), late)).isEmpty();
    }

    @Test
    void aLateAnswerToAnEarlierAttemptDoesNotTakeBackALaterOne() {
        // When
        var standing = standing(corrected(1, LateOutcome.SUCCEEDED), failed(2));

        // Then
        assertThat(standing.step()).isEqualTo(Step.FAILED_RETRYABLE);
        assertThat(standing.failure()).contains(LOCKED);
    }

    @Test
    void aCorrectionOfWhatHadNotTimedOutDoesNotCount() {
        assertThat(standing(succeeded(1), corrected(1, LateOutcome.CANCELLED)).step())
                .isEqualTo(Step.SUCCEEDED);
        assertThat(strays(succeeded(1), corrected(1, LateOutcome.CANCELLED)))
                .containsExactly(StrayReason.NOTHING_TO_CORRECT);
    }

    @Test
    void aCorrectionBeforeItsTimeoutWaitsForIt() {
        assertThat(standing(started(1), corrected(1, LateOutcome.SUCCEEDED)).step())
                .isEqualTo(Step.STARTED);
        assertThat(strays(started(1), corrected(1, LateOutcome.SUCCEEDED)))
                .containsExactly(StrayReason.NOTHING_TO_CORRECT);
    }

    @Test
    void anAttemptThatWasNotCommandedDoesNotCount() {
        assertThat(standing(failed(1), succeeded(99)).step()).isEqualTo(Step.FAILED_RETRYABLE);
        assertThat(strays(failed(1), succeeded(99))).containsExactly(StrayReason.ATTEMPT_NOT_COMMANDED);
    }

    @Test
    void anAttemptAfterOneThatHadEndedForGoodDoesNotCount() {
        assertThat(standing(succeeded(1), started(2)).step()).isEqualTo(Step.SUCCEEDED);
        assertThat(strays(started(2), succeeded(1))).containsExactly(StrayReason.ATTEMPT_NOT_COMMANDED);
    }

    @Test
    void anAttemptAboveTheMaximumCountsUntilTheMaximumIsKnown() {
        // Given
        var view = planned().join(failed(1)).join(succeeded(4));

        // Then
        assertThat(OrgStanding.of(view, OptionalInt.empty()).orElseThrow().step())
                .isEqualTo(Step.SUCCEEDED);
        assertThat(OrgStanding.of(view, OptionalInt.of(3)).orElseThrow().step()).isEqualTo(Step.FAILED_RETRYABLE);
    }

    @Test
    void aResultOfAnotherWaveDoesNotCount() {
        // Given
        var elsewhere = OrgView.of(new PushSucceeded(inWave(1, 1), AT, "job-1"));

        // Then
        assertThat(standing(elsewhere).step()).isEqualTo(Step.WAITING);
        assertThat(strays(elsewhere)).containsExactly(StrayReason.OTHER_WAVE);
    }

    @Test
    void anEarlyResultWaitsForItsPlanEntry() {
        // Given
        var early = succeeded(1);

        // Then
        assertThat(OrgStanding.of(early, OptionalInt.of(3))).isEmpty();
        assertThat(early.strays(OptionalInt.of(3)).values()).containsExactly(StrayReason.ORG_NOT_PLANNED);
        assertThat(early.join(planned()).strays(OptionalInt.of(3))).isEmpty();
    }

    @Test
    void aResultOfAnExcludedOrgDoesNotCount() {
        // Given
        var excluded =
                OrgView.of(new OrgExcluded("campaign-1", 1, DESCRIPTION, ExclusionReason.BLOCKED_BY_SUBSCRIBER, AT));

        // When
        var view = excluded.join(succeeded(1));

        // Then
        assertThat(OrgStanding.of(view, OptionalInt.of(3)).orElseThrow().step()).isEqualTo(Step.EXCLUDED);
        assertThat(view.strays(OptionalInt.of(3)).values()).containsExactly(StrayReason.ORG_EXCLUDED);
    }

    @Test
    void theHighestRevisionOfThePlanDecidesInWhateverOrderTheyCome() {
        // Given
        var excluded = OrgView.of(new OrgExcluded("campaign-1", 2, DESCRIPTION, ExclusionReason.HELD, AT));
        var back = OrgView.of(new OrgPlanned("campaign-1", 3, DESCRIPTION, 1, AT));

        // Then
        assertThat(planned().join(excluded)).isEqualTo(excluded.join(planned())).isEqualTo(excluded);
        assertThat(planned().join(back).join(excluded))
                .isEqualTo(excluded.join(back).join(planned()))
                .isEqualTo(back);
    }

    @Test
    void ofTwoEndsOneCounts() {
        // Given
        var cancelled = OrgView.of(new PushCancelled(attempt(1), AT, "Taken back"));

        // Then
        assertThat(standing(cancelled, succeeded(1)).step()).isEqualTo(Step.SUCCEEDED);
        assertThat(strays(succeeded(1), cancelled)).containsExactly(StrayReason.CONTRADICTED);
    }

    @Test
    void whatTheCustomerReachedAndWhatWasLeftOutAreKeptApart() {
        // Given
        var reached = OrgView.of(new PushReached(attempt(1), AT, Optional.empty(), "Has it"));
        var leftOut = OrgView.of(new PushLeftOut(attempt(1), AT, Optional.of("job-1"), UNINSTALLED));

        // Then
        assertThat(standing(reached).step()).isEqualTo(Step.REACHED);
        assertThat(standing(leftOut).step()).isEqualTo(Step.LEFT_OUT);
        assertThat(standing(leftOut).leftOut()).contains(UNINSTALLED);
        assertThat(standing(leftOut).bucket().leftOutReason()).contains(LeftOutReason.UNINSTALLED);
    }

    @Test
    void theNewestTimeIsKeptInMicroseconds() {
        // Given
        var late = OrgView.of(new PushStarted(attempt(1), AT.plusNanos(1_234_567), "job-1"));

        // Then
        assertThat(standing(late, scheduled(1)).updatedAt()).isEqualTo(AT.plusNanos(1_234_000));
    }

    @Test
    void viewsOfDifferentOrgsAreNotJoined() {
        // Given
        var other = OrgView.of(
                new PushStarted(new Subject("command-1", "campaign-1", CampaignScenario.orgKey(2), 2, 1), AT, "job-1"));

        // Then
        assertThatThrownBy(() -> started(1).join(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be joined");
    }
}
