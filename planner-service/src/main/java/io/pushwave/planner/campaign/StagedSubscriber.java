package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.planner.domain.Installation;

/** One org of a snapshot. */
public record StagedSubscriber(OrgDescription org, Installation installation) {}
