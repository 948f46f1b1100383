package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.planner.domain.WaveCounts;
import java.time.Instant;
import java.util.Optional;

/** What people see of a wave. */
public record WaveView(
        int number,
        WaveCounts counts,
        long tolerated,
        Optional<Instant> openedAt,
        Optional<Gate> gate,
        Optional<String> gateReason,
        Optional<Instant> decidedAt) {}
