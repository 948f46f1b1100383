package io.pushwave.planner.org.policy;

import io.pushwave.planner.Fingerprint;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people have decided about an org. Decisions that have ended by themselves stay until they are lifted, and forbid nothing. */
public record OrgPolicy(Optional<OptOut> optOut, Optional<Hold> hold, Optional<Pin> pin) {
    /** Nothing was decided. */
    public static final OrgPolicy NONE = new OrgPolicy(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Why the org may not be brought to a version now; empty if it may. Of several reasons the one that lasts longest is told: an
     * opt-out concerns every version, a pin this one and all above it, and a hold only puts it off.
     */
    public Optional<Restriction> forbids(VersionNumber target, Instant now) {
        return Stream.<Optional<? extends Restriction>>of(optOut, pin, hold)
                .<Restriction>flatMap(Optional::stream)
                .filter(restriction -> restriction.forbids(target, now))
                .findFirst();
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** This policy, and of another one what this one has nothing to say about. */
    public OrgPolicy orElse(OrgPolicy other) {
        return new OrgPolicy(optOut.or(other::optOut), hold.or(other::hold), pin.or(other::pin));
    }

    /** Another one wherever anything of the policy is. */
    public String fingerprint() {
        return Fingerprint.of(List.of(optOut.toString(), hold.toString(), pin.toString()));
    }
}
