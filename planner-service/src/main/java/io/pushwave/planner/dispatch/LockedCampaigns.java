package io.pushwave.planner.dispatch;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.strategy.RetryPolicy;
import java.util.List;
import java.util.Map;

/** The campaigns that results are about. */
public interface LockedCampaigns {
    /**
     * What the outcome of a campaign's results depends on.
     *
     * @param aborted whether nothing is tried again
     */
    record Terms(CampaignId campaign, RetryPolicy retries, boolean aborted) {}

    /**
     * Locks campaigns until the transaction ends, in the order of their ids so that two batches of results cannot wait for each
     * other.
     *
     * @return those that exist, by id
     */
    Map<String, Terms> lockTerms(List<String> ids);
}
