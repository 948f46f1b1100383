package io.pushwave.status.org.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.org.timeline.TimelineEntry.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineEntryTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Subject SUBJECT = new Subject("command-1", "campaign-1", CampaignScenario.orgKey(1), 2, 1);
    private static final Failure TIMED_OUT =
            new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty());
    private static final Failure LOCKED = new Failure(
            FailureClass.TRANSIENT, true, "LockingFailure", "Locked", "Somebody else was at it", Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SUCCEEDED | The org has the version after all.
        FAILED    | The push failed: LockingFailure: Locked: Somebody else was at it
        CANCELLED | Salesforce never began; the push was cancelled.
        REACHED   | The customer had brought the org to the version.
        LEFT_OUT  | The org could not be pushed to: the customer uninstalled the package. Salesforce says: Gone
        """)
    void aLateAnswerIsASentence(LateOutcome outcome, String sentence) {
        var entry = TimelineEntry.of(corrected(outcome));

        assertThat(entry.what()).isEqualTo(What.LATE_ANSWER);
        assertThat(entry.detail()).isEqualTo(sentence);
    }

    @Test
    void aLateAnswerIsTheLastThatIsKnownOfItsAttempt() {
        List<PushResult> results = List.of(
                corrected(LateOutcome.SUCCEEDED),
                new PushFailed(SUBJECT, AT, Optional.of("job-1"), TIMED_OUT),
                new PushStarted(SUBJECT, AT, "job-1"));

        assertThat(results.stream().map(TimelineEntry::of).sorted(TimelineEntry.TIMELINE_ORDER))
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
                SUBJECT,
                AT,
                "job-1",
                outcome,
                outcome == LateOutcome.FAILED ? Optional.of(LOCKED) : Optional.empty(),
                outcome == LateOutcome.LEFT_OUT
                        ? Optional.of(new LeftOut(LeftOutReason.UNINSTALLED, "Gone"))
                        : Optional.empty());
    }

    @Test
    void whatTheCustomerReachedIsShownAsTheExecutorSaysIt() {
        var entry = TimelineEntry.of(new PushReached(SUBJECT, AT, Optional.empty(), "Version 4.2 is installed."));

        assertThat(entry.what()).isEqualTo(What.REACHED);
        assertThat(entry.detail()).isEqualTo("Version 4.2 is installed.");
    }

    @ParameterizedTest
    @EnumSource
    void whyAnOrgWasLeftOutIsSaidByUsAndBySalesforce(LeftOutReason reason) {
        var entry = TimelineEntry.of(new PushLeftOut(SUBJECT, AT, Optional.empty(), new LeftOut(reason, "NOT_TODAY")));

        assertThat(entry.what()).isEqualTo(What.LEFT_OUT);
        assertThat(entry.detail()).matches("Left out: .{10,}[.] Salesforce says: NOT_TODAY");
    }
}
