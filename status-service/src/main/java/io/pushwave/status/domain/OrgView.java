package io.pushwave.status.domain;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is known of one org in one campaign. Every message is a view of its own that knows little; views are joined.
 *
 * <p>{@link #join} is commutative, associative and idempotent: each component only ever grows, by (attempt, step), by
 * attempt, or by time. So messages may come in any order between topics and any number of times, and the view ends the same.
 *
 * @param org how people know the org; empty until its plan entry was seen
 * @param wave counts from 1; empty for an excluded org
 * @param attempt 0 until a result was seen
 * @param failure how the newest failed attempt failed
 * @param updatedAt when the newest of the joined messages says it happened; microseconds, as the database keeps it
 */
public record OrgView(
        OrgId id,
        Optional<Told<OrgDescription>> org,
        Optional<Integer> wave,
        Optional<ExclusionReason> excludedReason,
        int attempt,
        Step step,
        Optional<Told<Failure>> failure,
        Optional<Told<String>> pushRequestId,
        Optional<Told<String>> pushJobId,
        Instant updatedAt) {

    private static final Comparator<OrgView> PROGRESS =
            Comparator.comparingInt(OrgView::attempt).thenComparing(OrgView::step);

    public OrgView {
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** What a plan entry alone tells. */
    public static OrgView of(CampaignPlanEntry entry) {
        var id = new OrgId(entry.campaignId(), entry.org().orgKey());
        var org = Optional.of(new Told<>(0, entry.org()));
        return switch (entry) {
            case OrgPlanned planned ->
                new OrgView(
                        id,
                        org,
                        Optional.of(planned.wave()),
                        Optional.empty(),
                        0,
                        Step.WAITING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        planned.at());
            case OrgExcluded excluded ->
                new OrgView(
                        id,
                        org,
                        Optional.empty(),
                        Optional.of(excluded.reason()),
                        0,
                        Step.EXCLUDED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        excluded.at());
        };
    }

    /** What a result alone tells. */
    public static OrgView of(PushResult result) {
        return switch (result) {
            case PushScheduled scheduled ->
                of(
                        scheduled,
                        Step.SCHEDULED,
                        Optional.of(scheduled.pushRequestId()),
                        Optional.of(scheduled.pushJobId()),
                        Optional.empty());
            case PushStarted started ->
                of(started, Step.STARTED, Optional.empty(), Optional.of(started.pushJobId()), Optional.empty());
            case PushSucceeded succeeded ->
                of(succeeded, Step.SUCCEEDED, Optional.empty(), Optional.of(succeeded.pushJobId()), Optional.empty());
            case PushFailed failed ->
                of(
                        failed,
                        failed.failure().retryable() ? Step.FAILED_RETRYABLE : Step.FAILED,
                        Optional.empty(),
                        failed.pushJobId(),
                        Optional.of(failed.failure()));
            case PushCancelled cancelled ->
                of(cancelled, Step.CANCELLED, Optional.empty(), Optional.empty(), Optional.empty());
            case PushSkipped skipped -> of(skipped, Step.SKIPPED, Optional.empty(), Optional.empty(), Optional.empty());
            case PushCorrected corrected ->
                of(
                        corrected,
                        switch (corrected.outcome()) {
                            case SUCCEEDED -> Step.LATE_SUCCEEDED;
                            case FAILED -> Step.LATE_FAILED;
                            case CANCELLED -> Step.LATE_CANCELLED;
                        },
                        Optional.empty(),
                        Optional.of(corrected.pushJobId()),
                        corrected.failure());
        };
    }

    private static OrgView of(
            PushResult result,
            Step step,
            Optional<String> pushRequestId,
            Optional<String> pushJobId,
            Optional<Failure> failure) {
        var subject = result.subject();
        int attempt = subject.attempt();
        return new OrgView(
                new OrgId(subject.campaignId(), subject.orgKey()),
                Optional.empty(),
                Optional.of(subject.wave()),
                Optional.empty(),
                attempt,
                step,
                failure.map(value -> new Told<>(attempt, value)),
                pushRequestId.map(value -> new Told<>(attempt, value)),
                pushJobId.map(value -> new Told<>(attempt, value)),
                result.at());
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
        var further = PROGRESS.compare(other, this) > 0 ? other : this;
        return new OrgView(
                id,
                Told.later(org, other.org),
                greater(wave, other.wave),
                greater(excludedReason, other.excludedReason),
                further.attempt,
                further.step,
                laterFailure(failure, other.failure),
                Told.later(pushRequestId, other.pushRequestId),
                Told.later(pushJobId, other.pushJobId),
                updatedAt.isAfter(other.updatedAt) ? updatedAt : other.updatedAt);
    }

    /** Of one attempt's failures a timeout is the lesser word: the other one is the reason that came late. */
    private static Optional<Told<Failure>> laterFailure(Optional<Told<Failure>> one, Optional<Told<Failure>> other) {
        boolean sameAttempt = one.isPresent()
                && other.isPresent()
                && one.get().attempt() == other.get().attempt();
        return sameAttempt && timedOut(one.get()) ? other : Told.later(one, other);
    }

    private static boolean timedOut(Told<Failure> told) {
        return told.value().failureClass() == FailureClass.TIMED_OUT;
    }

    private static <T extends Comparable<? super T>> Optional<T> greater(Optional<T> one, Optional<T> other) {
        if (one.isEmpty()) {
            return other;
        }
        return other.isPresent() && other.get().compareTo(one.get()) > 0 ? other : one;
    }

    /** Which counter of the campaign the org is counted in. */
    public Bucket bucket() {
        return new Bucket(
                wave.orElse(Bucket.NO_WAVE),
                step,
                step == Step.FAILED_RETRYABLE ? attempt : 0,
                step == Step.EXCLUDED ? excludedReason : Optional.empty());
    }

    /** The push request of the current attempt. */
    public Optional<String> currentPushRequestId() {
        return Told.by(attempt, pushRequestId);
    }

    /** The push job of the current attempt. */
    public Optional<String> currentPushJobId() {
        return Told.by(attempt, pushJobId);
    }

    /** The failure of the current attempt; a timeout that a late answer took back is none. */
    public Optional<Failure> currentFailure() {
        return step.failed() ? Told.by(attempt, failure) : Optional.empty();
    }
}
