package io.pushwave.planner.release;

import io.pushwave.messaging.DeadLetters;
import io.pushwave.messaging.Origin;
import io.pushwave.planner.domain.ReleaseState;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts the record of a rejected release where people find it, with the reason. */
@ApplicationScoped
class RejectedRelease {
    private final DeadLetters deadLetters;

    RejectedRelease(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    void giveUp(Origin origin, ReleaseState.Rejected decision) {
        deadLetters.append(origin, ReleaseConsumer.NAME, decision.reason().label() + ": " + decision.detail());
    }
}
