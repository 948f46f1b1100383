package io.pushwave.status.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.status.CampaignStory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgViewTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final OrgKey ORG = CampaignStory.orgKey(1);
    private static final Failure LOCKED =
            new Failure(FailureClass.TRANSIENT, true, "UnclassifiedError", "Unable to lock row", "", Optional.empty());
    private static final Failure TIMED_OUT =
            new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty());

    private static Subject attempt(int attempt) {
        return new Subject("command-" + attempt, "campaign-1", ORG, 2, attempt);
    }

    private static OrgView scheduled(int attempt) {
        return OrgView.of(new PushScheduled(attempt(attempt), AT, "request-" + attempt, "job-" + attempt, AT));
    }

    private static OrgView started(int attempt) {
        return OrgView.of(new PushStarted(attempt(attempt), AT, "job-" + attempt));
    }

    private static OrgView failed(int attempt) {
        return OrgView.of(new PushFailed(attempt(attempt), AT, Optional.of("job-" + attempt), LOCKED));
    }

    @Test
    void aLateStartDoesNotTakeBackAnEnd() {
        // When
        var view = failed(1).join(started(1));

        // Then
        assertThat(view.step()).isEqualTo(Step.FAILED_RETRYABLE);
    }

    @Test
    void aLateEndOfAnEarlierAttemptDoesNotTakeBackALaterAttempt() {
        // When
        var view = scheduled(2).join(failed(1));

        // Then
        assertThat(view.attempt()).isEqualTo(2);
        assertThat(view.step()).isEqualTo(Step.SCHEDULED);
        assertThat(view.currentPushRequestId()).contains("request-2");
        assertThat(view.currentFailure()).isEmpty();
    }

    @Test
    void aLateScheduleStillTellsThePushRequest() {
        // Given
        var succeeded = OrgView.of(new PushSucceeded(attempt(1), AT, "job-1"));

        // When
        var view = succeeded.join(scheduled(1));

        // Then
        assertThat(view.step()).isEqualTo(Step.SUCCEEDED);
        assertThat(view.currentPushRequestId()).contains("request-1");
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, LATE_SUCCEEDED", "FAILED, LATE_FAILED", "CANCELLED, LATE_CANCELLED"})
    void aLateAnswerCorrectsATimeoutInWhateverOrderTheyCome(LateOutcome outcome, Step step) {
        // Given
        var reason = outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.<Failure>empty();
        var timedOut = OrgView.of(new PushFailed(attempt(1), AT, Optional.of("job-1"), TIMED_OUT));
        var late = OrgView.of(new PushCorrected(attempt(1), AT, "job-1", outcome, reason));

        // When
        var view = timedOut.join(late);

        // Then
        assertThat(view).isEqualTo(late.join(timedOut)).isEqualTo(view.join(late));
        assertThat(view.step()).isEqualTo(step);
        assertThat(view.currentFailure()).isEqualTo(reason);
    }

    @Test
    void aLateAnswerToAnEarlierAttemptDoesNotTakeBackALaterOne() {
        // Given
        var late = OrgView.of(new PushCorrected(attempt(1), AT, "job-1", LateOutcome.SUCCEEDED, Optional.empty()));

        // When
        var view = late.join(failed(2));

        // Then
        assertThat(view.step()).isEqualTo(Step.FAILED_RETRYABLE);
        assertThat(view.currentFailure()).contains(LOCKED);
    }

    @Test
    void theNewestTimeIsKeptInMicroseconds() {
        // Given
        var late = OrgView.of(new PushStarted(attempt(1), AT.plusNanos(1_234_567), "job-1"));

        // When
        var view = late.join(scheduled(1));

        // Then
        assertThat(view.updatedAt()).isEqualTo(AT.plusNanos(1_234_000));
    }

    @Test
    void viewsOfDifferentOrgsAreNotJoined() {
        // Given
        var other = OrgView.of(
                new PushStarted(new Subject("command-1", "campaign-1", CampaignStory.orgKey(2), 2, 1), AT, "job-1"));

        // Then
        assertThatThrownBy(() -> started(1).join(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be joined");
    }
}
