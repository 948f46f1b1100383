package io.pushwave.planner.campaign.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.campaign.CampaignView;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.gate.WaveCounts;
import io.pushwave.planner.gate.WaveView;
import io.pushwave.planner.plan.PlanHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A campaign as the planner's HTTP interface shows it.
 *
 * @param stateSince when it came to its state
 * @param stateBy through whom: a person, {@code gate} or {@code planner}
 * @param planRevision of the plan that stands or is being made, counts from 1
 * @param planHash SHA-256 over the plan and what it was made by; absent until a plan is made
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {
            "campaignId",
            "releaseId",
            "state",
            "packageId",
            "packageName",
            "packageVersionId",
            "versionName",
            "versionNumber",
            "strategy",
            "controlEpoch",
            "stateSince",
            "stateBy",
            "stateReason",
            "createdAt",
            "planRevision",
            "orgs",
            "excluded",
            "excludedByReason",
            "waves"
        })
public record CampaignAnswer(
        String campaignId,
        String releaseId,
        CampaignState.Name state,
        String packageId,
        String packageName,
        String packageVersionId,
        String versionName,
        String versionNumber,
        StrategyAnswer strategy,
        Optional<String> requestedBy,
        Optional<String> reason,
        long controlEpoch,
        Instant stateSince,
        String stateBy,
        String stateReason,
        Instant createdAt,
        Optional<Instant> endedAt,
        int planRevision,
        Optional<String> planHash,
        Counts orgs,
        long excluded,
        Map<ExclusionReason, Long> excludedByReason,
        List<WaveAnswer> waves) {

    /** The version of the strategy that the campaign keeps; what it says is at {@code /api/strategies/NAME?version=N}. */
    @Schema(requiredProperties = {"name", "version"})
    public record StrategyAnswer(String name, int version) {}

    /**
     * Orgs by state; of an aborted campaign, who was not commanded counts as cancelled and who was to be retried as failed.
     *
     * @param reached those whose customers had brought them to the version, or above it
     * @param leftOut those that could not be pushed for a reason of their own
     */
    public record Counts(
            long planned,
            long waiting,
            long commanded,
            long retrying,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled) {}

    /** Where a wave stands. */
    public enum WaveState {
        WAITING,
        OPEN,
        PASSED,
        HALTED
    }

    /**
     * A wave, its counts and its gate.
     *
     * @param name how people call it; unique within the campaign
     * @param kind by what it takes its orgs
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record WaveAnswer(
            int number,
            String name,
            WaveKind kind,
            WaveState state,
            long toleratedFailures,
            Counts orgs,
            Optional<Gate> gate,
            Optional<String> gateReason,
            Optional<Instant> openedAt,
            Optional<Instant> decidedAt) {}

    static CampaignAnswer of(CampaignView view) {
        var campaign = view.campaign();
        var target = campaign.target();
        var strategy = campaign.strategy();
        boolean aborted = campaign.state() instanceof CampaignState.Aborted;
        return new CampaignAnswer(
                campaign.id().value(),
                campaign.identity().request().releaseId(),
                campaign.state().name(),
                target.packageId().value(),
                target.packageName(),
                target.versionId().value(),
                target.versionName(),
                target.versionNumber().toString(),
                new StrategyAnswer(strategy.name(), strategy.version()),
                campaign.identity().request().requestedBy(),
                campaign.identity().request().reason(),
                campaign.controlEpoch(),
                view.stateEntry().at(),
                view.stateEntry().by(),
                view.stateEntry().reason(),
                view.createdAt(),
                view.endedAt(),
                view.planRevision(),
                view.planHash().map(PlanHash::value),
                counts(sum(view.waves()), aborted),
                view.excluded().values().stream().mapToLong(Long::longValue).sum(),
                view.excluded(),
                view.waves().stream().map(wave -> wave(wave, aborted)).toList());
    }

    private static WaveAnswer wave(WaveView wave, boolean aborted) {
        return new WaveAnswer(
                wave.number(),
                wave.name(),
                wave.kind(),
                state(wave),
                wave.tolerated(),
                counts(wave.counts(), aborted),
                wave.gate(),
                wave.gateReason(),
                wave.openedAt(),
                wave.decidedAt());
    }

    private static WaveState state(WaveView wave) {
        return wave.gate()
                .map(gate -> switch (gate) {
                    case PASSED -> WaveState.PASSED;
                    case HALTED -> WaveState.HALTED;
                })
                .orElse(wave.openedAt().isPresent() ? WaveState.OPEN : WaveState.WAITING);
    }

    private static Counts counts(WaveCounts counts, boolean aborted) {
        return new Counts(
                counts.planned(),
                aborted ? 0 : counts.waiting(),
                counts.commanded(),
                aborted ? 0 : counts.retrying(),
                counts.succeeded(),
                counts.reached(),
                counts.failed() + (aborted ? counts.retrying() : 0),
                counts.leftOut(),
                counts.skipped(),
                counts.cancelled() + (aborted ? counts.waiting() : 0));
    }

    private static WaveCounts sum(List<WaveView> waves) {
        return new WaveCounts(
                sum(waves, WaveCounts::planned),
                sum(waves, WaveCounts::waiting),
                sum(waves, WaveCounts::commanded),
                sum(waves, WaveCounts::retrying),
                sum(waves, WaveCounts::succeeded),
                sum(waves, WaveCounts::reached),
                sum(waves, WaveCounts::failed),
                sum(waves, WaveCounts::leftOut),
                sum(waves, WaveCounts::skipped),
                sum(waves, WaveCounts::cancelled));
    }

    private static long sum(List<WaveView> waves, ToLongFunction<WaveCounts> count) {
        return waves.stream().map(WaveView::counts).mapToLong(count).sum();
    }
}
