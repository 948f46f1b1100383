package io.pushwave.status.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.status.CampaignStory;
import io.pushwave.status.domain.TimelineEntry.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineEntryTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Subject SUBJECT = new Subject("command-1", "campaign-1", CampaignStory.orgKey(1), 2, 1);
    private static final Failure TIMED_OUT =
            new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty());
    private static final Failure LOCKED = new Failure(
            FailureClass.TRANSIENT, true, "LockingFailure", "Locked", "Somebody else was at it", Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUCCEEDED | The org has the version after all.
            FAILED    | The push failed: LockingFailure: Locked: Somebody else was at it
            CANCELLED | Salesforce never began; the push was cancelled.
            """)
    void aLateAnswerIsToldInWords(LateOutcome outcome, String sentence) {
        var entry = TimelineEntry.of(corrected(outcome));

        assertThat(entry.what()).isEqualTo(What.LATE_ANSWER);
        assertThat(entry.detail()).isEqualTo(sentence);
    }

    @Test
    void aLateAnswerIsTheLastThatIsToldOfItsAttempt() {
        List<PushResult> told = List.of(
                corrected(LateOutcome.SUCCEEDED),
                new PushFailed(SUBJECT, AT, Optional.of("job-1"), TIMED_OUT),
                new PushStarted(SUBJECT, AT, "job-1"));

        assertThat(told.stream().map(TimelineEntry::of).sorted(TimelineEntry.STORY_ORDER))
                .extracting(TimelineEntry::what)
                .containsExactly(What.STARTED, What.FAILED, What.LATE_ANSWER);
    }

    @Test
    void whatSalesforceDidNotSayIsLeftOut() {
        var entry = TimelineEntry.of(new PushFailed(SUBJECT, AT, Optional.of("job-1"), TIMED_OUT));

        assertThat(entry.detail()).isEqualTo("No end in time");
    }

    private static PushCorrected corrected(LateOutcome outcome) {
        return new PushCorrected(
                SUBJECT, AT, "job-1", outcome, outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.empty());
    }
}
