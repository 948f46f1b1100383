package io.pushwave.planner.release.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.release.RejectionReason;
import io.pushwave.planner.release.ReleaseState;
import io.pushwave.planner.release.postgres.StoredRelease;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A release as people see it.
 *
 * @param source CloudEvents {@code source} of its event
 * @param eventId CloudEvents {@code id} of its event
 * @param strategy the name of the strategy that it asks for
 * @param campaignId what came of it; of a rejected release, the campaign that was begun and then aborted
 * @param rejectedBecause the rule, such as {@code beta-version}
 * @param detail why it was rejected, in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(requiredProperties = {"releaseId", "state", "source", "eventId", "packageId", "packageVersionId", "receivedAt"})
public record ReleaseAnswer(
        String releaseId,
        ReleaseState.Name state,
        String source,
        String eventId,
        String packageId,
        String packageVersionId,
        Optional<String> requestedBy,
        Optional<String> reason,
        Optional<String> strategy,
        Optional<Urgency> urgency,
        Optional<String> campaignId,
        Optional<String> rejectedBecause,
        Optional<String> detail,
        Instant receivedAt,
        Optional<Instant> decidedAt) {

    static ReleaseAnswer of(StoredRelease release) {
        var rejected = release.state() instanceof ReleaseState.Rejected rejection
                ? Optional.of(rejection)
                : Optional.<ReleaseState.Rejected>empty();
        return new ReleaseAnswer(
                release.id(),
                release.state().name(),
                release.source(),
                release.eventId(),
                release.packageId().value(),
                release.packageVersionId().value(),
                release.requestedBy(),
                release.reason(),
                release.strategy(),
                release.urgency(),
                campaign(release.state()).map(CampaignId::value),
                rejected.map(ReleaseState.Rejected::reason).map(RejectionReason::label),
                rejected.map(ReleaseState.Rejected::detail),
                release.receivedAt(),
                release.decidedAt());
    }

    private static Optional<CampaignId> campaign(ReleaseState state) {
        return switch (state) {
            case ReleaseState.Checking _ -> Optional.empty();
            case ReleaseState.Accepted accepted -> Optional.of(accepted.campaignId());
            case ReleaseState.Rejected rejected -> rejected.campaignId();
        };
    }
}
