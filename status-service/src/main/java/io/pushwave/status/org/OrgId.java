package io.pushwave.status.org;

import io.pushwave.contracts.OrgKey;
import java.util.Comparator;

/** One org's part in one campaign. Ordered as its rows are locked, so that two folds never wait for each other in a circle. */
public record OrgId(String campaignId, OrgKey orgKey) implements Comparable<OrgId> {
    private static final Comparator<OrgId> ORDER =
            Comparator.comparing(OrgId::campaignId).thenComparing(OrgId::orgKey);

    @Override
    public int compareTo(OrgId other) {
        return ORDER.compare(this, other);
    }
}
