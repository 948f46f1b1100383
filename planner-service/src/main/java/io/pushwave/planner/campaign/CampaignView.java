package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.domain.Campaign;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people see of a campaign; rows of orgs are the status service's to show. */
public record CampaignView(
        Campaign campaign,
        String releaseId,
        Optional<String> requestedBy,
        Optional<String> reason,
        Instant createdAt,
        Optional<Instant> endedAt,
        List<WaveView> waves,
        Map<ExclusionReason, Long> excluded) {}
