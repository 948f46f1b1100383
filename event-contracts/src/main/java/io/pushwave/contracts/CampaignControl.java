package io.pushwave.contracts;

import java.time.Instant;

/** Whether a campaign may start anything new. Key: campaign id; the topic is compacted, so the newest word stays. */
public sealed interface CampaignControl extends Message {

    /**
     * The campaign's control state from now on.
     *
     * @param epoch grows with every change; a receiver ignores what is not above the epoch that it has
     * @param reason why, as shown to people
     */
    record CampaignControlled(String campaignId, long epoch, State state, String reason, Instant at)
            implements CampaignControl {
        public CampaignControlled {
            Required.identifier(campaignId, "campaignId");
            Required.atLeast(1L, epoch, "epoch");
            Required.value(state, "state");
            Required.free(reason, "reason");
            Required.moment(at, "at");
        }

        @Override
        public String key() {
            return campaignId;
        }
    }

    /** What the executor may do for a campaign. */
    enum State {
        /** Everything commanded may be pushed. */
        RUNNING,
        /** Nothing new is activated; what was commanded is held. */
        HALTED,
        /** Final: what can be cancelled is cancelled, every held org is reported. */
        ABORTED,
        /** Final: every org has its result; nothing is left to do. */
        ENDED
    }
}
