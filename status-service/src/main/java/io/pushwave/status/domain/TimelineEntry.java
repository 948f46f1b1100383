package io.pushwave.status.domain;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that happened to an org in a campaign.
 *
 * @param attempt 0 for what the plan says
 * @param detail a sentence, or empty
 */
public record TimelineEntry(Instant at, What what, int attempt, String detail) {

    /** The order in which an org's story is told; by attempt first, because the clocks of two services may differ. */
    public static final Comparator<TimelineEntry> STORY_ORDER = Comparator.comparingInt(TimelineEntry::attempt)
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
        FAILED,
        SUCCEEDED,
        /** Salesforce answered after the attempt had timed out. */
        LATE_ANSWER
    }

    public static TimelineEntry of(CampaignPlanEntry entry) {
        return switch (entry) {
            case OrgPlanned planned ->
                new TimelineEntry(planned.at(), What.PLANNED, 0, "Planned for wave " + planned.wave() + ".");
            case OrgExcluded excluded ->
                new TimelineEntry(
                        excluded.at(), What.EXCLUDED, 0, "Left out: " + Sentences.excluded(excluded.reason()) + ".");
        };
    }

    public static TimelineEntry of(PushResult result) {
        int attempt = result.subject().attempt();
        return switch (result) {
            case PushScheduled scheduled ->
                new TimelineEntry(
                        scheduled.at(),
                        What.SCHEDULED,
                        attempt,
                        "Push request " + scheduled.pushRequestId() + ", push job " + scheduled.pushJobId()
                                + ", not before " + scheduled.scheduledStart().truncatedTo(ChronoUnit.SECONDS) + ".");
            case PushStarted started ->
                new TimelineEntry(started.at(), What.STARTED, attempt, "Salesforce began to install.");
            case PushSucceeded succeeded ->
                new TimelineEntry(succeeded.at(), What.SUCCEEDED, attempt, "The org has the version.");
            case PushFailed failed -> new TimelineEntry(failed.at(), What.FAILED, attempt, describe(failed.failure()));
            case PushCancelled cancelled ->
                new TimelineEntry(cancelled.at(), What.CANCELLED, attempt, cancelled.reason());
            case PushSkipped skipped -> new TimelineEntry(skipped.at(), What.SKIPPED, attempt, skipped.reason());
            case PushCorrected corrected ->
                new TimelineEntry(corrected.at(), What.LATE_ANSWER, attempt, late(corrected));
        };
    }

    private static String late(PushCorrected corrected) {
        return switch (corrected.outcome()) {
            case SUCCEEDED -> "The org has the version after all.";
            case FAILED ->
                "The push failed: "
                        + corrected.failure().map(TimelineEntry::describe).orElse("no reason was told");
            case CANCELLED -> "Salesforce never began; the push was cancelled.";
        };
    }

    private static String describe(Failure failure) {
        return Stream.of(failure.errorType(), failure.title(), failure.message())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(": "));
    }
}
