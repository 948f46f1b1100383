package io.pushwave.status.org.postgres;

import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.StrayReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a row of {@code org_view} holds: what was said, and what follows from it. */
record StoredOrg(OrgView view, Optional<OrgStanding> standing, Map<StrayReason, Long> strays) {

    static StoredOrg of(OrgView view, OptionalInt attemptsMaximum) {
        var strays = new EnumMap<StrayReason, Long>(StrayReason.class);
        view.strays(attemptsMaximum).values().forEach(reason -> strays.merge(reason, 1L, Long::sum));
        return new StoredOrg(view, OrgStanding.of(view, attemptsMaximum), strays);
    }

    int strayResults() {
        return Math.toIntExact(
                strays.values().stream().mapToLong(Long::longValue).sum());
    }
}
