package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.gate.Wave;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a campaign, beside its state, when it is asked for something.
 *
 * @param controlEpoch the epoch of the newest control message, 0 before the first
 * @param sequence the number of the newest campaign event, 0 before the first
 * @param waves by number, first wave first; empty where the command does not need them
 * @param excluded how many orgs are excluded from the plan for which reason
 */
public record CampaignFacts(
        CampaignIdentity identity,
        long controlEpoch,
        long sequence,
        List<Wave> waves,
        Map<ExclusionReason, Long> excluded) {
    public CampaignFacts {
        waves = List.copyOf(waves);
        excluded = Map.copyOf(excluded);
    }

    /** The facts of a campaign that is to begin. */
    public static CampaignFacts ofNew(CampaignIdentity identity) {
        return new CampaignFacts(identity, 0, 0, List.of(), Map.of());
    }

    public static CampaignFacts of(Campaign campaign, List<Wave> waves) {
        return of(campaign, waves, Map.of());
    }

    public static CampaignFacts of(Campaign campaign, List<Wave> waves, Map<ExclusionReason, Long> excluded) {
        return new CampaignFacts(campaign.identity(), campaign.controlEpoch(), campaign.sequence(), waves, excluded);
    }

    Optional<Wave> wave(int number) {
        return waves.stream().filter(wave -> wave.number() == number).findFirst();
    }

    boolean isLast(int number) {
        return number == waves.size();
    }
}
