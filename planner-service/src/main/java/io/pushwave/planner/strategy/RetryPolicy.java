package io.pushwave.planner.strategy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a failed org is tried again.
 *
 * @param attemptsMaximum most attempts that an org gets, 1 to 20
 * @param delay between the first failure and the second attempt, 0 to 7 days
 * @param factor by which the delay grows with each further attempt, 1 to 10; it does not grow beyond 7 days
 */
public record RetryPolicy(int attemptsMaximum, Duration delay, double factor) {
    public static final int ATTEMPTS_MAXIMUM = 20;
    public static final double FACTOR_MAXIMUM = 10;

    /** Whoever waits longer has another campaign by then. */
    public static final Duration WAIT_MAXIMUM = Duration.ofDays(7);

    public RetryPolicy {
        Allowed.number("attempts", attemptsMaximum, 1, ATTEMPTS_MAXIMUM);
        Allowed.time("delay", delay, Duration.ZERO, WAIT_MAXIMUM);
        Allowed.factor("factor", factor, 1, FACTOR_MAXIMUM);
    }

    /**
     * When the next attempt is due, rounded up to a whole second: push requests are scheduled to the second, and orgs that
     * are due in the same second share one.
     *
     * @param attempt the attempt that failed, counted from 1
     * @return empty when no attempt is left
     */
    public Optional<Instant> nextAttemptAt(int attempt, Instant failedAt) {
        if (attempt >= attemptsMaximum) {
            return Optional.empty();
        }
        double grown = delay.toMillis() * Math.pow(factor, attempt - 1);
        var wait = grown < WAIT_MAXIMUM.toMillis() ? Duration.ofMillis((long) grown) : WAIT_MAXIMUM;
        var due = failedAt.plus(wait);
        var second = due.truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(second.equals(due) ? second : second.plusSeconds(1));
    }
}
