package io.pushwave.planner.campaign;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.OrgOutcome;

/** What a terminal result says about an org, and of which attempt it speaks. */
public record OrgResult(CampaignId campaign, OrgKey org, int attempt, OrgOutcome outcome) {}
