package io.pushwave.status.org;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LeftOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Where an org of the plan stands, by the results that count. What depends on the rest of the campaign is applied to it by
 * {@link CampaignRules}.
 *
 * @param wave counts from 1; empty for an excluded org
 * @param attempt the newest of which a result counts; 0 if none does
 * @param failure if the attempt failed, as far as is known
 * @param leftOut if the org was left out by the attempt
 * @param pushRequestId of the attempt
 * @param pushJobId of the attempt
 * @param updatedAt when the plan entry or the attempt's newest result says it happened
 */
public record OrgStanding(
        OrgId id,
        OrgDescription org,
        Optional<Integer> wave,
        Optional<ExclusionReason> excludedReason,
        int attempt,
        Step step,
        Optional<Failure> failure,
        Optional<LeftOut> leftOut,
        Optional<String> pushRequestId,
        Optional<String> pushJobId,
        Instant updatedAt) {

    /** Where an org stands; empty for one that no plan entry was seen of. */
    public static Optional<OrgStanding> of(OrgView view, OptionalInt attemptsMaximum) {
        return view.plan()
                .map(plan ->
                        of(view.id(), plan, Acceptance.of(view, attemptsMaximum).current()));
    }

    private static OrgStanding of(OrgId id, PlanEntry plan, SortedMap<ResultKey, ResultDetails> results) {
        if (results.isEmpty()) {
            return new OrgStanding(
                    id,
                    plan.org(),
                    plan.wave(),
                    plan.excludedReason(),
                    0,
                    plan.wave().isPresent() ? Step.WAITING : Step.EXCLUDED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    plan.at());
        }
        var newestFirst = new ArrayList<>(results.reversed().values());
        var last = newestFirst.getFirst();
        return new OrgStanding(
                id,
                plan.org(),
                plan.wave(),
                Optional.empty(),
                results.lastKey().attempt(),
                results.lastKey().step(),
                last.failure(),
                last.leftOut(),
                first(newestFirst, ResultDetails::pushRequestId),
                first(newestFirst, ResultDetails::pushJobId),
                newestFirst.stream()
                        .map(ResultDetails::at)
                        .max(Comparator.naturalOrder())
                        .filter(plan.at()::isBefore)
                        .orElse(plan.at()));
    }

    private static Optional<String> first(
            List<ResultDetails> results, Function<ResultDetails, Optional<String>> wanted) {
        return results.stream().map(wanted).flatMap(Optional::stream).findFirst();
    }

    /** Which counter of the campaign the org is counted in. */
    public Bucket bucket() {
        return new Bucket(
                wave.orElse(Bucket.NO_WAVE),
                step,
                step == Step.FAILED_RETRYABLE ? attempt : 0,
                excludedReason,
                leftOut.map(LeftOut::reason));
    }
}
