package io.pushwave.planner.domain;

import io.pushwave.planner.domain.CampaignState.Aborted;
import io.pushwave.planner.domain.CampaignState.Completed;
import io.pushwave.planner.domain.CampaignState.Halted;
import io.pushwave.planner.domain.CampaignState.Preparing;
import io.pushwave.planner.domain.CampaignState.Running;
import java.util.Optional;

/** What a person may do to a campaign. */
public enum Brake {
    /** Start nothing new; can be taken back. */
    HALT("a campaign that is RUNNING can be halted"),
    /** Take a halt back, and accept the failures that led to it. */
    RESUME("a campaign that is HALTED can be resumed"),
    /** End it for good. */
    ABORT("a campaign that is PREPARING, RUNNING or HALTED can be aborted");

    private final String rule;

    Brake(String rule) {
        this.rule = rule;
    }

    /** When it may be used, as a sentence. */
    public String rule() {
        return rule;
    }

    /** The state that follows; empty when the campaign's state does not allow it. */
    public Optional<CampaignState> applyTo(CampaignState state) {
        return switch (this) {
            case HALT ->
                switch (state) {
                    case Running running -> Optional.of(running.halt());
                    case Preparing _, Halted _, Aborted _, Completed _ -> Optional.empty();
                };
            case RESUME ->
                switch (state) {
                    case Halted halted -> Optional.of(halted.resume());
                    case Preparing _, Running _, Aborted _, Completed _ -> Optional.empty();
                };
            case ABORT ->
                switch (state) {
                    case Preparing preparing -> Optional.of(preparing.abort());
                    case Running running -> Optional.of(running.abort());
                    case Halted halted -> Optional.of(halted.abort());
                    case Aborted _, Completed _ -> Optional.empty();
                };
        };
    }
}
