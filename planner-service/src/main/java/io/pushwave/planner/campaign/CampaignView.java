package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.gate.WaveView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people see of a campaign; rows of orgs are the status service's to show.
 *
 * @param stateEntry through whom it came to the state that people see
 */
public record CampaignView(
        Campaign campaign,
        AuditEntry stateEntry,
        Instant createdAt,
        Optional<Instant> endedAt,
        List<WaveView> waves,
        Map<ExclusionReason, Long> excluded) {}
