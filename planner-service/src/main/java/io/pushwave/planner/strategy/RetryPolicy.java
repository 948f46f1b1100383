package io.pushwave.planner.strategy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a failed org is tried again.
 *
 * @param attemptsMaximum most attempts that an org gets, 1 to 20
 * @param delay between the first failure and the second attempt, at least 0
 * @param factor by which the delay grows with each further attempt, 1 to 10
 */
public record RetryPolicy(int attemptsMaximum, Duration delay, double factor) {
    public RetryPolicy {
        if (attemptsMaximum < 1 || attemptsMaximum > 20) {
            throw new IllegalArgumentException("attempts is " + attemptsMaximum + ", 1 to 20 is expected");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("retry-delay is " + delay + ", a time of at least zero is expected");
        }
        if (!(factor >= 1 && factor <= 10)) {
            throw new IllegalArgumentException("retry-factor is " + factor + ", 1 to 10 is expected");
        }
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
        var wait = Duration.ofMillis((long) (delay.toMillis() * Math.pow(factor, attempt - 1)));
        var due = failedAt.plus(wait);
        var second = due.truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(second.equals(due) ? second : second.plusSeconds(1));
    }
}
