package io.pushwave.planner.dispatch;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.CampaignId;

/** What a terminal result says about an org, and of which attempt it speaks. */
public record OrgResult(CampaignId campaign, OrgKey org, int attempt, OrgOutcome outcome) {}
