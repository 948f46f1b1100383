package io.pushwave.executor.domain;

import io.pushwave.contracts.CampaignControl.State;

/**
 * The newest word about a campaign.
 *
 * @param epoch grows with every word; what is not above the epoch at hand is old and is passed over
 */
public record Control(long epoch, State state) {

    /** The word that counts after another one came in. */
    public Control heard(Control other) {
        return other.epoch > epoch ? other : this;
    }
}
