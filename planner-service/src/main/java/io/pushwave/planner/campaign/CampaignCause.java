package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.CampaignId;
import java.time.Instant;
import java.util.Map;

/** What a campaign was begun for, as far as its course matters to it. */
public interface CampaignCause {
    /** It is known that the campaign goes on, or that it ended for a reason of its own. */
    void counted(CampaignId campaign);

    /**
     * Nobody is left to push to.
     *
     * @return why, in a sentence with the counts
     */
    String nobodyLeft(Campaign campaign, Map<ExclusionReason, Long> excluded);

    /** Somebody aborted the campaign. */
    void aborted(CampaignId campaign);

    /** Counts the causes for the metrics. */
    void measure();

    /**
     * Gives those up that nobody has answered for.
     *
     * @param read until when all answers were read
     */
    void timeOut(Instant read);
}
