package io.pushwave.planner.dispatch;

import io.pushwave.planner.CampaignId;

/** So many orgs of a campaign went to a state with one batch of results. */
public record FoldedCount(CampaignId campaign, String state, long orgs) {}
