package io.pushwave.executor.domain;

import io.pushwave.contracts.CampaignControl.State;

/**
 * The newest word about a campaign.
 *
 * @param epoch grows with every word; what is not above the epoch at hand is old and is passed over
 * @param certain whether no newer word can have been waiting unread for long; without that nothing new is begun on its strength
 */
public record Control(long epoch, State state, boolean certain) {

    /** A word that is known to be the newest. */
    public Control(long epoch, State state) {
        this(epoch, state, true);
    }

    /** The word that counts after another one came in. */
    public Control heard(Control other) {
        return other.epoch > epoch ? other : this;
    }
}
