package io.pushwave.planner.release;

import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.Signal;
import io.pushwave.planner.domain.ReleaseState;
import io.pushwave.planner.postgres.Releases;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Lets whoever sent a release wait for the decision, whichever planner makes it. */
@ApplicationScoped
public class ReleaseDecided {
    private final Signal signal = new Signal();
    private final Releases releases;
    private final PlannerConfig.Release config;
    private final Clock clock;

    ReleaseDecided(Releases releases, PlannerConfig config, Clock clock) {
        this.releases = releases;
        this.config = config.release();
        this.clock = clock;
    }

    /** Something was decided here. */
    void tell() {
        signal.give();
    }

    /** The release once it is decided, or as it is when the configured wait is over. */
    public StoredRelease await(StoredRelease release) throws InterruptedException {
        var deadline = clock.instant().plus(config.decisionWait());
        while (true) {
            // Taken before the look, so that a decision between the two is not slept through.
            long seen = signal.seen();
            var current = QuarkusTransaction.requiringNew()
                    .call(() -> releases.find(release.id()).orElse(release));
            var left = Duration.between(clock.instant(), deadline);
            if (!(current.state() instanceof ReleaseState.Checking) || left.isNegative() || left.isZero()) {
                return current;
            }
            var poll = config.decisionPoll();
            signal.await(seen, left.compareTo(poll) < 0 ? left : poll);
        }
    }
}
