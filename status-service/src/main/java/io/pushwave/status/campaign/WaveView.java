package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one wave of a campaign.
 *
 * @param number counts from 1
 * @param plan what the plan that holds says of it; empty until that was seen, or if it has no such wave
 * @param openedAt when the wave was first opened
 * @param gate the newest decision
 */
public record WaveView(int number, Optional<Planned> plan, Optional<Instant> openedAt, Optional<GateDecision> gate) {

    /**
     * A wave by the plan.
     *
     * @param name how people call it; unique within the plan
     * @param kind by what it takes its orgs
     * @param toleratedFailures what a gate really went by is in its numbers
     */
    public record Planned(String name, WaveKind kind, long orgs, long toleratedFailures) {}

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
        return new WaveView(number, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Orgs, by the plan; 0 while it was not seen. */
    public long planned() {
        return plan.map(Planned::orgs).orElse(0L);
    }

    /** Failed orgs that are tolerated, by the plan; 0 while it was not seen. */
    public long toleratedFailures() {
        return plan.map(Planned::toleratedFailures).orElse(0L);
    }

    /** Whether anything of it is known. */
    boolean isKnown() {
        return plan.isPresent() || openedAt.isPresent() || gate.isPresent();
    }

    /** What is known of it whatever the plan says. */
    WaveView unplanned() {
        return new WaveView(number, Optional.empty(), openedAt, gate);
    }

    WaveView planned(PlannedWave wave) {
        var seen = new Planned(wave.name(), wave.kind(), wave.planned(), wave.toleratedFailures());
        return new WaveView(number, Optional.of(seen), openedAt, gate);
    }

    WaveView opened(WaveOpened opened) {
        var first = openedAt.filter(at -> at.isBefore(opened.at())).orElse(opened.at());
        return new WaveView(number, plan, Optional.of(first), gate);
    }

    WaveView decided(GateDecided decided) {
        if (gate.isPresent() && gate.get().sequence() >= decided.sequence()) {
            return this;
        }
        var newest =
                new GateDecision(decided.sequence(), decided.at(), decided.gate(), decided.numbers(), decided.reason());
        return new WaveView(number, plan, openedAt, Optional.of(newest));
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
