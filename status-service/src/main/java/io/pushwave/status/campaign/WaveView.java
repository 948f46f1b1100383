package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one wave of a campaign.
 *
 * @param number counts from 1
 * @param planned orgs; 0 until the plan was seen
 * @param toleratedFailures by the plan; what a gate really went by is in its numbers
 * @param openedAt when the wave was first opened
 * @param gate the newest decision
 */
public record WaveView(
        int number, long planned, long toleratedFailures, Optional<Instant> openedAt, Optional<GateDecision> gate) {

    /** A gate's decision, with the numbers that it rested on. */
    public record GateDecision(long sequence, Instant at, Gate gate, GateNumbers numbers, String reason) {}

    /** Where a wave stands. */
    public enum State {
        /** Its orgs may not be pushed yet. */
        WAITING,
        /** Its orgs may be pushed. */
        OPEN,
        /** Its gate has passed. */
        PASSED,
        /** Its gate has stopped the campaign, and nobody has resumed it since. */
        HALTED
    }

    static WaveView unknown(int number) {
        return new WaveView(number, 0, 0, Optional.empty(), Optional.empty());
    }

    WaveView planned(PlannedWave wave) {
        return new WaveView(number, wave.planned(), wave.toleratedFailures(), openedAt, gate);
    }

    WaveView opened(WaveOpened opened) {
        var first = openedAt.filter(at -> at.isBefore(opened.at())).orElse(opened.at());
        return new WaveView(number, planned, toleratedFailures, Optional.of(first), gate);
    }

    WaveView decided(GateDecided decided) {
        if (gate.isPresent() && gate.get().sequence() >= decided.sequence()) {
            return this;
        }
        var newest =
                new GateDecision(decided.sequence(), decided.at(), decided.gate(), decided.numbers(), decided.reason());
        return new WaveView(number, planned, toleratedFailures, openedAt, Optional.of(newest));
    }

    /** Where the wave stands, if the campaign was last resumed at the given sequence. */
    public State state(long resumedSequence) {
        var going = openedAt.isPresent() ? State.OPEN : State.WAITING;
        return gate.map(decision -> switch (decision.gate()) {
                    case PASSED -> State.PASSED;
                    case HALTED -> decision.sequence() > resumedSequence ? State.HALTED : going;
                })
                .orElse(going);
    }
}
