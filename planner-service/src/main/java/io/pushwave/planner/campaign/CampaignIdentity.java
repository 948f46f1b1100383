package io.pushwave.planner.campaign;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.strategy.CampaignTerms;
import java.util.Optional;

/**
 * What a campaign is from its beginning to its end.
 *
 * @param traceParent the trace of the release event that began it
 */
public record CampaignIdentity(
        CampaignId id, Target target, CampaignTerms strategy, Request request, Optional<String> traceParent) {

    /**
     * What began a campaign.
     *
     * @param releaseId the release event that was accepted
     * @param requestedBy who wanted the release, if that was said
     * @param reason why, if that was said
     */
    public record Request(String releaseId, Optional<String> requestedBy, Optional<String> reason) {}
}
