package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.status.campaign.CampaignView.Description;
import io.pushwave.status.org.Bucket;
import io.pushwave.status.org.CampaignRules;
import io.pushwave.status.org.Step;
import io.pushwave.status.org.StrayReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A campaign as it is shown: what it is, where it stands, and how many orgs stand where. What the events have not
 * said is empty.
 *
 * @param createdAt when the campaign's first event happened of those that were seen
 * @param updatedAt when its newest event happened
 * @param planRevision which plan of the campaign holds, counted from 1
 * @param planHash SHA-256 over the plan and what it was made by
 * @param complete whether the view knows all that it should know; if not, no number is an end
 * @param missing what it does not know
 * @param strayResults results that do not count, by reason
 */
public record CampaignSummary(
        String campaignId,
        CampaignState state,
        Optional<String> packageId,
        Optional<String> packageName,
        Optional<String> packageVersionId,
        Optional<String> versionName,
        Optional<String> versionNumber,
        Optional<String> strategy,
        Optional<String> requestedBy,
        Optional<String> reason,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> endedAt,
        Optional<Integer> planRevision,
        Optional<String> planHash,
        boolean complete,
        List<Missing> missing,
        Orgs orgs,
        Map<ExclusionReason, Long> excludedByReason,
        Map<LeftOutReason, Long> leftOutByReason,
        Map<StrayReason, Long> strayResults,
        List<Wave> waves) {

    /** All orgs of the campaign by state; {@code planned} and {@code excluded} are the plan's numbers, the rest is counted in the view. */
    public record Orgs(
            long planned,
            long excluded,
            long waiting,
            long scheduled,
            long started,
            long retrying,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled) {}

    /**
     * One wave, its gate's newest decision, and its orgs by state.
     *
     * @param name how people call it; unique within the campaign
     * @param kind by what it takes its orgs
     * @param toleratedFailures by the plan; {@code gateNumbers} has what the gate went by
     * @param decidedAt when the gate decided
     */
    public record Wave(
            int number,
            Optional<String> name,
            Optional<WaveKind> kind,
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
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled) {}

    /**
     * Puts a campaign and its counters together; empty while none of the campaign's events was seen.
     *
     * @param counters of this campaign, orgs by bucket
     * @param strays of this campaign, results by why they do not count
     */
    public static Optional<CampaignSummary> of(
            CampaignView campaign, Map<Bucket, Long> counters, Map<StrayReason, Long> strays, LogProgress log) {
        return campaign.time().map(time -> {
            var rules = campaign.rules();
            var missing = Completeness.of(campaign, counters, log);
            return new CampaignSummary(
                    campaign.campaignId(),
                    campaign.state(),
                    campaign.described(Description::packageId),
                    campaign.described(Description::packageName),
                    campaign.described(Description::packageVersionId),
                    campaign.described(Description::versionName),
                    campaign.described(Description::versionNumber),
                    campaign.described(Description::strategy),
                    campaign.description().flatMap(Description::requestedBy),
                    campaign.description().flatMap(Description::reason),
                    time.first(),
                    time.last(),
                    campaign.endedAt(),
                    campaign.plan().map(CampaignView.Plan::revision),
                    campaign.plan().map(CampaignView.Plan::hash),
                    missing.isEmpty(),
                    missing,
                    orgs(campaign, counters),
                    byReason(ExclusionReason.class, counters, Bucket::excludedReason),
                    byReason(LeftOutReason.class, counters, Bucket::leftOutReason),
                    strays,
                    campaign.waves().values().stream()
                            .map(wave -> wave(wave, campaign.resumedSequence(), ofWave(wave.number(), counters), rules))
                            .toList());
        });
    }

    private static Orgs orgs(CampaignView campaign, Map<Bucket, Long> counters) {
        var counts = OrgCounts.of(counters, campaign.rules());
        long excluded = counters.entrySet().stream()
                .filter(counter -> counter.getKey().step() == Step.EXCLUDED)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Orgs(
                campaign.plan().map(CampaignView.Plan::planned).orElse(counts.sum()),
                campaign.plan().map(CampaignView.Plan::excluded).orElse(excluded),
                counts.waiting(),
                counts.scheduled(),
                counts.started(),
                counts.retrying(),
                counts.succeeded(),
                counts.reached(),
                counts.failed(),
                counts.leftOut(),
                counts.skipped(),
                counts.cancelled());
    }

    private static Wave wave(WaveView wave, long resumedSequence, Map<Bucket, Long> counters, CampaignRules rules) {
        var counts = OrgCounts.of(counters, rules);
        return new Wave(
                wave.number(),
                wave.plan().map(WaveView.Planned::name),
                wave.plan().map(WaveView.Planned::kind),
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
                counts.reached(),
                counts.failed(),
                counts.leftOut(),
                counts.skipped(),
                counts.cancelled());
    }

    private static Map<Bucket, Long> ofWave(int number, Map<Bucket, Long> counters) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().wave() == number)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static <E extends Enum<E>> Map<E, Long> byReason(
            Class<E> type, Map<Bucket, Long> counters, Function<Bucket, Optional<E>> reasonOf) {
        var byReason = new EnumMap<E, Long>(type);
        counters.forEach((bucket, n) ->
                reasonOf.apply(bucket).filter(_ -> n > 0).ifPresent(reason -> byReason.merge(reason, n, Long::sum)));
        return byReason;
    }
}
