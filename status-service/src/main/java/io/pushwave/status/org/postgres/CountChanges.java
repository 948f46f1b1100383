package io.pushwave.status.org.postgres;

import io.pushwave.status.org.Bucket;
import io.pushwave.status.org.StrayReason;
import java.util.Map;
import java.util.TreeMap;

/** By how much the counters of some campaigns change, in the order in which they are written. */
final class CountChanges {
    private final Map<String, Map<Bucket, Long>> orgs = new TreeMap<>();
    private final Map<String, Map<StrayReason, Long>> strays = new TreeMap<>();

    void add(StoredOrg org) {
        count(org, 1);
    }

    void replace(StoredOrg before, StoredOrg after) {
        count(before, -1);
        count(after, 1);
    }

    private void count(StoredOrg org, long change) {
        var campaignId = org.view().id().campaignId();
        org.standing()
                .ifPresent(standing -> orgs.computeIfAbsent(campaignId, _ -> new TreeMap<>())
                        .merge(standing.bucket(), change, Long::sum));
        org.strays()
                .forEach((reason, n) ->
                        strays.computeIfAbsent(campaignId, _ -> new TreeMap<>()).merge(reason, change * n, Long::sum));
    }

    Map<String, Map<Bucket, Long>> orgs() {
        return orgs;
    }

    Map<String, Map<StrayReason, Long>> strays() {
        return strays;
    }
}
