package io.pushwave.status.campaign;

import io.pushwave.status.org.Bucket;
import io.pushwave.status.org.CampaignRules;
import io.pushwave.status.org.OrgState;
import java.util.EnumMap;
import java.util.Map;

/** Planned orgs by state. Their sum is the number of orgs that the view has seen, which may lag behind the plan. */
public record OrgCounts(
        long waiting,
        long scheduled,
        long started,
        long retrying,
        long succeeded,
        long reached,
        long failed,
        long leftOut,
        long skipped,
        long cancelled) {

    /** Adds up counters; excluded orgs are not part of it. */
    static OrgCounts of(Map<Bucket, Long> counters, CampaignRules rules) {
        var byState = new EnumMap<OrgState, Long>(OrgState.class);
        counters.forEach((bucket, n) -> byState.merge(rules.stateOf(bucket.step(), bucket.attempt()), n, Long::sum));
        return new OrgCounts(
                byState.getOrDefault(OrgState.WAITING, 0L),
                byState.getOrDefault(OrgState.SCHEDULED, 0L),
                byState.getOrDefault(OrgState.STARTED, 0L),
                byState.getOrDefault(OrgState.RETRYING, 0L),
                byState.getOrDefault(OrgState.SUCCEEDED, 0L),
                byState.getOrDefault(OrgState.REACHED, 0L),
                byState.getOrDefault(OrgState.FAILED, 0L),
                byState.getOrDefault(OrgState.LEFT_OUT, 0L),
                byState.getOrDefault(OrgState.SKIPPED, 0L),
                byState.getOrDefault(OrgState.CANCELLED, 0L));
    }

    /** Orgs seen, in whatever state. */
    public long sum() {
        return open() + succeeded + reached + failed + leftOut + skipped + cancelled;
    }

    /** Orgs seen that have no end. */
    long open() {
        return waiting + scheduled + started + retrying;
    }
}
