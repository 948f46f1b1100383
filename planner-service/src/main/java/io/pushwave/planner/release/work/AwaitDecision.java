package io.pushwave.planner.release.work;

import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.Signal;
import io.pushwave.planner.release.ReleaseState;
import io.pushwave.planner.release.postgres.Releases;
import io.pushwave.planner.release.postgres.StoredRelease;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Lets whoever sent a release wait for the decision, whichever planner makes it. */
@ApplicationScoped
public class AwaitDecision {
    private final Signal signal = new Signal();
    private final Releases releases;
    private final PlannerConfig.Release config;
    private final Clock clock;

    AwaitDecision(Releases releases, PlannerConfig config, Clock clock) {
        this.releases = releases;
        this.config = config.release();
        this.clock = clock;
    }

    /** Something was decided here. */
    void signalDecision() {
        signal.give();
    }

    /**
     * The release once nothing can change about it any more, or as it is when the configured waits are over: one for the
     * decision, and a shorter one for whether anybody is left to push to.
     */
    public StoredRelease await(StoredRelease release) throws InterruptedException {
        var deadline = clock.instant().plus(config.decisionWait());
        boolean counting = false;
        while (true) {
            // Taken before the read, so that a decision between the two is not missed.
            long seen = signal.seen();
            var current = QuarkusTransaction.requiringNew()
                    .call(() -> releases.find(release.id()).orElse(release));
            var now = clock.instant();
            if (!counting && current.state() instanceof ReleaseState.Accepted) {
                counting = true;
                var counted = now.plus(config.countWait());
                deadline = counted.isBefore(deadline) ? counted : deadline;
            }
            var left = Duration.between(now, deadline);
            if (current.state().settled() || left.isNegative() || left.isZero()) {
                return current;
            }
            var poll = config.decisionPoll();
            signal.await(seen, left.compareTo(poll) < 0 ? left : poll);
        }
    }
}
