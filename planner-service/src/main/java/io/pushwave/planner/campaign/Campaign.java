package io.pushwave.planner.campaign;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.strategy.CampaignTerms;
import java.util.Optional;

/**
 * A campaign as decisions see it.
 *
 * @param controlEpoch the epoch of the newest control message, 0 before the first
 * @param sequence the number of the newest campaign event, 0 before the first
 */
public record Campaign(CampaignIdentity identity, CampaignState state, long controlEpoch, long sequence) {

    public CampaignId id() {
        return identity.id();
    }

    public Target target() {
        return identity.target();
    }

    public CampaignTerms strategy() {
        return identity.strategy();
    }

    /** The trace of the release event that began it. */
    public Optional<String> traceParent() {
        return identity.traceParent();
    }
}
