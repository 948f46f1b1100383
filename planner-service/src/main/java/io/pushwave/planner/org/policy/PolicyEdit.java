package io.pushwave.planner.org.policy;

import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;

/** What somebody wants of a policy. */
public record PolicyEdit(Edit<OptOut> optOut, Edit<Hold> hold, Edit<Pin> pin) {
    /** Everything is taken back. */
    public static PolicyEdit liftAll() {
        return new PolicyEdit(new Edit.Lift<>(), new Edit.Lift<>(), new Edit.Lift<>());
    }

    public OrgPolicy appliedTo(OrgPolicy stored) {
        return new OrgPolicy(
                optOut.appliedTo(stored.optOut()), hold.appliedTo(stored.hold()), pin.appliedTo(stored.pin()));
    }
}
