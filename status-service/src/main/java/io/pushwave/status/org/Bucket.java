package io.pushwave.status.org;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PushResult.LeftOutReason;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a campaign's orgs are counted by. Finer than what is shown, so that a counter never has to be counted anew when the
 * campaign's rules become known or change.
 *
 * @param wave counts from 1, or {@link #NO_WAVE}
 * @param attempt of a retryable failure, because the rules decide by it whether it is tried again; otherwise 0
 * @param excludedReason of an excluded org; otherwise empty
 * @param leftOutReason of an org that was left out; otherwise empty
 */
public record Bucket(
        int wave,
        Step step,
        int attempt,
        Optional<ExclusionReason> excludedReason,
        Optional<LeftOutReason> leftOutReason)
        implements Comparable<Bucket> {

    /** The wave of orgs that the plan excluded. */
    public static final int NO_WAVE = 0;

    private static final Comparator<Bucket> ORDER = Comparator.comparingInt(Bucket::wave)
            .thenComparing(Bucket::step)
            .thenComparingInt(Bucket::attempt)
            .thenComparing(bucket -> bucket.excludedReason().map(Enum::name).orElse(""))
            .thenComparing(bucket -> bucket.leftOutReason().map(Enum::name).orElse(""));

    @Override
    public int compareTo(Bucket other) {
        return ORDER.compare(this, other);
    }
}
