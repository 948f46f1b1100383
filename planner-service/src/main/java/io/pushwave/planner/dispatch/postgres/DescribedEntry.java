package io.pushwave.planner.dispatch.postgres;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import java.util.Optional;

/**
 * An entry of a plan, with how people know the org.
 *
 * @param wave counts from 1; 0 if the org is excluded
 */
public record DescribedEntry(OrgDescription org, int wave, Optional<ExclusionReason> exclusion) {}
