package io.pushwave.status.org.timeline;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.ResultKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that happened to an org in a campaign.
 *
 * @param attempt 0 for what the plan says
 * @param detail a sentence, or empty
 * @param result which result it was; empty for what the plan says
 */
public record TimelineEntry(Instant at, What what, int attempt, String detail, Optional<ResultKey> result) {

    /** The order of an org's timeline: by attempt first, because the clocks of two services may differ. */
    public static final Comparator<TimelineEntry> TIMELINE_ORDER = Comparator.comparingInt(TimelineEntry::attempt)
            .thenComparing(TimelineEntry::what)
            .thenComparing(TimelineEntry::at);

    /** What can happen to an org, in the order in which it happens within an attempt. */
    public enum What {
        PLANNED,
        EXCLUDED,
        SCHEDULED,
        STARTED,
        CANCELLED,
        SKIPPED,
        LEFT_OUT,
        FAILED,
        REACHED,
        SUCCEEDED,
        /** Salesforce answered after the attempt had timed out. */
        LATE_ANSWER
    }

    public static TimelineEntry of(CampaignPlanEntry entry) {
        return switch (entry) {
            case OrgPlanned planned ->
                new TimelineEntry(
                        planned.at(), What.PLANNED, 0, "Planned for wave " + planned.wave() + ".", Optional.empty());
            case OrgExcluded excluded ->
                new TimelineEntry(
                        excluded.at(),
                        What.EXCLUDED,
                        0,
                        "Excluded by the plan: " + Sentences.excluded(excluded.reason()) + ".",
                        Optional.empty());
        };
    }

    public static TimelineEntry of(PushResult result) {
        return switch (result) {
            case PushScheduled scheduled ->
                entry(
                        result,
                        What.SCHEDULED,
                        "Push request " + scheduled.pushRequestId() + ", push job " + scheduled.pushJobId()
                                + ", not before " + scheduled.scheduledStart().truncatedTo(ChronoUnit.SECONDS) + ".");
            case PushStarted _ -> entry(result, What.STARTED, "Salesforce began to install.");
            case PushSucceeded _ -> entry(result, What.SUCCEEDED, "The org has the version.");
            case PushFailed failed -> entry(result, What.FAILED, describe(failed.failure()));
            case PushCancelled cancelled -> entry(result, What.CANCELLED, cancelled.reason());
            case PushReached reached -> entry(result, What.REACHED, reached.reason());
            case PushLeftOut leftOut -> entry(result, What.LEFT_OUT, leftOut("Left out: ", leftOut.leftOut()));
            case PushSkipped skipped -> entry(result, What.SKIPPED, skipped.reason());
            case PushCorrected corrected -> entry(result, What.LATE_ANSWER, late(corrected));
        };
    }

    private static TimelineEntry entry(PushResult result, What what, String detail) {
        return new TimelineEntry(
                result.at(), what, result.subject().attempt(), detail, Optional.of(OrgView.keyOf(result)));
    }

    /** The reason as we put it, and what Salesforce said. */
    private static String leftOut(String beginning, LeftOut leftOut) {
        var reason = beginning + Sentences.leftOut(leftOut.reason()) + ".";
        return leftOut.message().isBlank() ? reason : reason + " Salesforce says: " + leftOut.message();
    }

    private static String late(PushCorrected corrected) {
        return switch (corrected.outcome()) {
            case SUCCEEDED -> "The org has the version after all.";
            case FAILED ->
                "The push failed: "
                        + corrected.failure().map(TimelineEntry::describe).orElse("no reason was told");
            case REACHED -> "The customer had brought the org to the version.";
            case LEFT_OUT ->
                corrected
                        .leftOut()
                        .map(leftOut -> leftOut("The org could not be pushed to: ", leftOut))
                        .orElse("The org could not be pushed to.");
            case CANCELLED -> "Salesforce never began; the push was cancelled.";
        };
    }

    private static String describe(Failure failure) {
        return Stream.of(failure.errorType(), failure.title(), failure.message())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(": "));
    }
}
