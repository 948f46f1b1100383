package io.pushwave.status.domain;

import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A campaign as people are told about it: what it is, where it stands, and how many orgs stand where. */
public record CampaignSummary(
        String campaignId,
        CampaignState state,
        String packageId,
        String packageName,
        String packageVersionId,
        String versionName,
        String versionNumber,
        String strategy,
        Optional<String> requestedBy,
        Optional<String> reason,
        Instant createdAt,
        Optional<Instant> endedAt,
        Orgs orgs,
        Map<ExclusionReason, Long> excludedByReason,
        List<Wave> waves) {

    /** All orgs of the campaign by state; {@code planned} is the plan's number, the rest is counted in the view. */
    public record Orgs(
            long planned,
            long excluded,
            long waiting,
            long scheduled,
            long started,
            long retrying,
            long succeeded,
            long failed,
            long skipped,
            long cancelled) {}

    /**
     * One wave, its gate's newest decision, and its orgs by state.
     *
     * @param toleratedFailures by the plan; {@code gateNumbers} has what the gate went by
     * @param decidedAt when the gate decided
     */
    public record Wave(
            int number,
            long planned,
            long toleratedFailures,
            WaveView.State state,
            Optional<Gate> gate,
            Optional<String> gateReason,
            Optional<GateNumbers> gateNumbers,
            Optional<Instant> openedAt,
            Optional<Instant> decidedAt,
            long waiting,
            long scheduled,
            long started,
            long retrying,
            long succeeded,
            long failed,
            long skipped,
            long cancelled) {}

    /**
     * Puts a campaign and its counters together; empty while the campaign's first event was not seen.
     *
     * @param counters of this campaign, orgs by bucket
     */
    public static Optional<CampaignSummary> of(CampaignView campaign, Map<Bucket, Long> counters) {
        return campaign.description().map(description -> {
            var rules = campaign.rules();
            var counts = OrgCounts.of(counters, rules);
            var excluded = excludedByReason(counters);
            return new CampaignSummary(
                    campaign.campaignId(),
                    campaign.state(),
                    description.packageId(),
                    description.packageName(),
                    description.packageVersionId(),
                    description.versionName(),
                    description.versionNumber(),
                    description.strategy(),
                    description.requestedBy(),
                    description.reason(),
                    description.createdAt(),
                    campaign.endedAt(),
                    new Orgs(
                            campaign.plan().map(CampaignView.Plan::planned).orElse(counts.sum()),
                            excluded.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum(),
                            counts.waiting(),
                            counts.scheduled(),
                            counts.started(),
                            counts.retrying(),
                            counts.succeeded(),
                            counts.failed(),
                            counts.skipped(),
                            counts.cancelled()),
                    excluded,
                    campaign.waves().values().stream()
                            .map(wave -> wave(wave, campaign.resumedSequence(), ofWave(wave.number(), counters), rules))
                            .toList());
        });
    }

    private static Wave wave(WaveView wave, long resumedSequence, Map<Bucket, Long> counters, CampaignRules rules) {
        var counts = OrgCounts.of(counters, rules);
        return new Wave(
                wave.number(),
                wave.planned(),
                wave.toleratedFailures(),
                wave.state(resumedSequence),
                wave.gate().map(WaveView.GateDecision::gate),
                wave.gate().map(WaveView.GateDecision::reason),
                wave.gate().map(WaveView.GateDecision::numbers),
                wave.openedAt(),
                wave.gate().map(WaveView.GateDecision::at),
                counts.waiting(),
                counts.scheduled(),
                counts.started(),
                counts.retrying(),
                counts.succeeded(),
                counts.failed(),
                counts.skipped(),
                counts.cancelled());
    }

    private static Map<Bucket, Long> ofWave(int number, Map<Bucket, Long> counters) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().wave() == number)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<ExclusionReason, Long> excludedByReason(Map<Bucket, Long> counters) {
        var byReason = new EnumMap<ExclusionReason, Long>(ExclusionReason.class);
        counters.forEach((bucket, n) ->
                bucket.excludedReason().filter(_ -> n > 0).ifPresent(reason -> byReason.merge(reason, n, Long::sum)));
        return byReason;
    }
}
