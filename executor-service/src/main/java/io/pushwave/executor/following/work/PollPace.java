package io.pushwave.executor.following.work;

import static io.pushwave.executor.following.work.PollRound.activated;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.PollingConfig;
import io.pushwave.executor.budget.work.ApiBudget;
import io.pushwave.executor.following.work.PollRound.Phase;
import io.pushwave.executor.request.postgres.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** How often jobs are asked for, and when all of them are read. */
@ApplicationScoped
class PollPace {
    private final PollingConfig config;
    private final ApiBudget budget;
    private final Clock clock;

    PollPace(ExecutorConfig config, ApiBudget budget, Clock clock) {
        this.config = config.polling();
        this.budget = budget;
        this.clock = clock;
    }

    /** Whose jobs are all to be read now, and not those alone that changed. */
    Predicate<Claim> comparing(Phase phase) {
        var now = clock.instant();
        return claim -> comparesAll(claim, phase, now);
    }

    /** Also right before a wait is given up: nobody is reported as timed out whom a whole look would have found ended. */
    private boolean comparesAll(Claim claim, Phase phase, Instant now) {
        var following = claim.following();
        var interval = switch (phase) {
            case IN_TIME -> config.fullComparison().multipliedBy(budget.pollingFactor());
            case LATE -> config.lateComparison().multipliedBy(budget.pollingFactor());
        };
        return following.seen().isEmpty()
                || following
                        .comparedAt()
                        .filter(at -> at.plus(interval).isAfter(now))
                        .isEmpty()
                || config.patience().overAt(activated(claim), now);
    }

    /** The less is left of the API budget, the longer the waits: pushing shall not suffer from watching. */
    Duration nextWait(Claim claim, boolean changed) {
        if (activated(claim).overdueSince().isPresent()) {
            return config.lateInterval().multipliedBy(budget.pollingFactor());
        }
        var shortest = config.minInterval().multipliedBy(budget.pollingFactor());
        var longest = config.maxInterval().multipliedBy(budget.pollingFactor());
        var doubled = claim.following().pollWait().multipliedBy(2);
        if (changed || doubled.compareTo(shortest) < 0) {
            return shortest;
        }
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
