package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.planner.org.Installation;

/** One org of a snapshot. */
public record StagedSubscriber(OrgDescription org, Installation installation) {}
