package io.pushwave.status.org;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that was said about one org in one campaign. Every message is a view of its own that knows little; views are
 * joined. Where the org stands is decided by {@link OrgStanding}, from the results that count.
 *
 * <p>{@link #join} is commutative, associative and idempotent: a plan entry and a set of results, which only ever grow. So
 * messages may come in any order between topics and any number of times, and the view ends the same.
 *
 * @param plan empty until the plan entry was seen
 * @param results what results said, at most {@link #RESULTS_KEPT}, those with the lowest keys
 */
public record OrgView(OrgId id, Optional<PlanEntry> plan, SortedMap<ResultKey, ResultDetails> results) {

    /**
     * Most results that are kept of an org. Three attempts have about a dozen, so this holds back only what never ends; the
     * lowest are kept, which a join keeps commutative, and which are the attempts that were commanded.
     */
    static final int RESULTS_KEPT = 200;

    public OrgView {
        var sorted = new TreeMap<>(results);
        while (sorted.size() > RESULTS_KEPT) {
            sorted.pollLastEntry();
        }
        results = Collections.unmodifiableSortedMap(sorted);
    }

    /** What a plan entry alone says. */
    public static OrgView of(CampaignPlanEntry entry) {
        return new OrgView(
                new OrgId(entry.campaignId(), entry.org().orgKey()),
                Optional.of(PlanEntry.of(entry)),
                Collections.emptySortedMap());
    }

    /** What a result alone says. */
    public static OrgView of(PushResult result) {
        var subject = result.subject();
        var results = new TreeMap<ResultKey, ResultDetails>();
        results.put(keyOf(result), detailsOf(result));
        return new OrgView(new OrgId(subject.campaignId(), subject.orgKey()), Optional.empty(), results);
    }

    /** The key under which a result is kept. */
    public static ResultKey keyOf(PushResult result) {
        return new ResultKey(result.subject().attempt(), result.subject().wave(), stepOf(result));
    }

    private static Step stepOf(PushResult result) {
        return switch (result) {
            case PushScheduled _ -> Step.SCHEDULED;
            case PushStarted _ -> Step.STARTED;
            case PushSucceeded _ -> Step.SUCCEEDED;
            case PushReached _ -> Step.REACHED;
            case PushLeftOut _ -> Step.LEFT_OUT;
            case PushFailed failed -> failed.failure().retryable() ? Step.FAILED_RETRYABLE : Step.FAILED;
            case PushCancelled _ -> Step.CANCELLED;
            case PushSkipped _ -> Step.SKIPPED;
            case PushCorrected corrected ->
                switch (corrected.outcome()) {
                    case SUCCEEDED -> Step.LATE_SUCCEEDED;
                    case FAILED -> Step.LATE_FAILED;
                    case REACHED -> Step.LATE_REACHED;
                    case LEFT_OUT -> Step.LATE_LEFT_OUT;
                    case CANCELLED -> Step.LATE_CANCELLED;
                };
        };
    }

    private static ResultDetails detailsOf(PushResult result) {
        var requestId = Optional.<String>empty();
        var jobId = Optional.<String>empty();
        var failure = Optional.<Failure>empty();
        var leftOut = Optional.<LeftOut>empty();
        switch (result) {
            case PushScheduled scheduled -> {
                requestId = Optional.of(scheduled.pushRequestId());
                jobId = Optional.of(scheduled.pushJobId());
            }
            case PushStarted started -> jobId = Optional.of(started.pushJobId());
            case PushSucceeded succeeded -> jobId = Optional.of(succeeded.pushJobId());
            case PushReached reached -> jobId = reached.pushJobId();
            case PushLeftOut left -> {
                jobId = left.pushJobId();
                leftOut = Optional.of(left.leftOut());
            }
            case PushFailed failed -> {
                jobId = failed.pushJobId();
                failure = Optional.of(failed.failure());
            }
            case PushCorrected corrected -> {
                jobId = Optional.of(corrected.pushJobId());
                failure = corrected.failure();
                leftOut = corrected.leftOut();
            }
            case PushCancelled _ -> {}
            case PushSkipped _ -> {}
        }
        return new ResultDetails(result.at(), requestId, jobId, failure, leftOut);
    }

    /**
     * What both views know together.
     *
     * @throws IllegalArgumentException if the views are of different orgs or campaigns
     */
    public OrgView join(OrgView other) {
        if (!id.equals(other.id)) {
            throw new IllegalArgumentException("the view of " + other.id + " cannot be joined to that of " + id);
        }
        var joined = new TreeMap<>(results);
        other.results.forEach((key, details) -> joined.merge(key, details, ResultDetails::join));
        return new OrgView(
                id, plan.map(entry -> other.plan.map(entry::join).orElse(entry)).or(() -> other.plan), joined);
    }

    /** The wave that the plan has the org in. */
    public Optional<Integer> wave() {
        return plan.flatMap(PlanEntry::wave);
    }

    /** The highest attempt that any result names, whether it counts or not; 0 if there is none. */
    public int highestAttempt() {
        return results.isEmpty() ? 0 : results.lastKey().attempt();
    }

    /** The results that do not count, and why; {@code attemptsMaximum} is empty while the campaign's plan was not seen. */
    public SortedMap<ResultKey, StrayReason> strays(OptionalInt attemptsMaximum) {
        return Acceptance.of(this, attemptsMaximum).strays();
    }
}
