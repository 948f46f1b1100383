package io.pushwave.status.org;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * An org's place in the plan: a wave, or the reason why it was excluded.
 *
 * @param planRevision which plan of the campaign says it, counted from 1
 * @param wave counts from 1; empty exactly if the org was excluded
 * @param at microseconds, as the database keeps it
 */
public record PlanEntry(
        int planRevision,
        OrgDescription org,
        Optional<Integer> wave,
        Optional<ExclusionReason> excludedReason,
        Instant at) {

    /**
     * The highest revision of the plan leads. One plan names an org once; should it not, the org may have been pushed, so the wave
     * holds; the rest makes the order total.
     */
    private static final Comparator<PlanEntry> ORDER = Comparator.comparingInt(PlanEntry::planRevision)
            .thenComparing(entry -> entry.wave.orElse(0))
            .thenComparing(entry -> entry.excludedReason.map(Enum::name).orElse(""))
            .thenComparing(PlanEntry::at)
            .thenComparing(entry -> entry.org.toString());

    public PlanEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static PlanEntry of(CampaignPlanEntry entry) {
        return switch (entry) {
            case OrgPlanned planned ->
                new PlanEntry(
                        planned.planRevision(),
                        planned.org(),
                        Optional.of(planned.wave()),
                        Optional.empty(),
                        planned.at());
            case OrgExcluded excluded ->
                new PlanEntry(
                        excluded.planRevision(),
                        excluded.org(),
                        Optional.empty(),
                        Optional.of(excluded.reason()),
                        excluded.at());
        };
    }

    PlanEntry join(PlanEntry other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}
