package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.gate.WaveView;
import io.pushwave.planner.plan.PlanHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people see of a campaign; rows of orgs are the status service's to show.
 *
 * @param stateEntry through whom it came to the state that people see
 * @param planRevision of the plan that stands or is being made, counts from 1
 * @param planHash the plan's, once it is made; until it was announced another one may take its place
 */
public record CampaignView(
        Campaign campaign,
        AuditEntry stateEntry,
        Instant createdAt,
        Optional<Instant> endedAt,
        int planRevision,
        Optional<PlanHash> planHash,
        List<WaveView> waves,
        Map<ExclusionReason, Long> excluded) {}
