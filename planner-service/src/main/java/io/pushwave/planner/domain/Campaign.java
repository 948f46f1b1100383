package io.pushwave.planner.domain;

import java.util.Optional;

/**
 * A campaign as decisions see it.
 *
 * @param controlEpoch the epoch of the newest control message, 0 before the first
 * @param sequence the number of the newest campaign event, 0 before the first
 * @param traceParent the trace of the release event that began it
 */
public record Campaign(
        CampaignId id,
        Target target,
        Strategy strategy,
        CampaignState state,
        long controlEpoch,
        long sequence,
        Optional<String> traceParent) {

    public Campaign withState(CampaignState next) {
        return new Campaign(id, target, strategy, next, controlEpoch, sequence, traceParent);
    }

    /** The campaign after messages were made about it. */
    public Campaign withAnnounced(long newestEpoch, long newestSequence) {
        return new Campaign(id, target, strategy, state, newestEpoch, newestSequence, traceParent);
    }
}
