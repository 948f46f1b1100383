package io.pushwave.planner.gate;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import java.time.Instant;
import java.util.Optional;

/** What people see of a wave. */
public record WaveView(
        int number,
        String name,
        WaveKind kind,
        WaveCounts counts,
        long tolerated,
        Optional<Instant> openedAt,
        Optional<Gate> gate,
        Optional<String> gateReason,
        Optional<Instant> decidedAt) {}
