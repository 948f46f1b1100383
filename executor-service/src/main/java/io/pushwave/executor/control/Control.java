package io.pushwave.executor.control;

import io.pushwave.contracts.CampaignControl.State;

/**
 * The newest control of a campaign.
 *
 * @param epoch grows with every control; what is not above the epoch at hand is old and is passed over
 * @param certain whether no newer control can have been waiting unread for long; without that nothing new is begun on its strength
 * @param held whether another control, about this campaign or about nobody knows which, came and could not be read: it may have been
 *     a brake (ADR 0024)
 */
public record Control(long epoch, State state, boolean certain, boolean held) {

    /** A control beside which none is unreadable. */
    public Control(long epoch, State state, boolean certain) {
        this(epoch, state, certain, false);
    }

    /** A control that is known to be the newest. */
    public Control(long epoch, State state) {
        this(epoch, state, true);
    }

    /** What is to be gone by: a control that could not be read counts as a halt, as long as nothing final is known. */
    public State binding() {
        return held && state == State.RUNNING ? State.HALTED : state;
    }

    /** The control that counts after another one came in. */
    public Control replacedBy(Control other) {
        return other.epoch > epoch ? other : this;
    }
}
