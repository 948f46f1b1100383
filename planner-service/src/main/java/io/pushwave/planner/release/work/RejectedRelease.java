package io.pushwave.planner.release.work;

import io.pushwave.messaging.Origin;
import io.pushwave.messaging.inbox.DeadLetters;
import io.pushwave.planner.release.ReleaseConsumer;
import io.pushwave.planner.release.ReleaseState;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts the record of a rejected release where people find it, with the reason. */
@ApplicationScoped
public class RejectedRelease {
    private final DeadLetters deadLetters;

    RejectedRelease(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    void giveUp(Origin origin, ReleaseState.Rejected decision) {
        giveUp(origin, decision.reason().label() + ": " + decision.detail());
    }

    /** Gives the record of an event up that cannot be done. */
    public void giveUp(Origin origin, String reason) {
        deadLetters.append(origin, ReleaseConsumer.NAME, reason);
    }
}
