package io.pushwave.platform.restart;

import java.time.Duration;

/**
 * When a part of the platform that ended by itself is started again: soon at first, after longer waits if it ends again and again,
 * and for ever.
 *
 * @param first the wait after the first end
 * @param most the longest wait; each is twice the one before
 * @param steady a part that ran for so long before it ended is waited for as if it had never ended
 */
public record RestartRule(Duration first, Duration most, Duration steady) {
    /** A service needs some seconds to start: half a minute of waiting keeps a broken one from using up the machine. */
    public static final RestartRule STANDARD =
            new RestartRule(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    public RestartRule {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits of " + first + " to " + most + " make no sense");
        }
    }

    /**
     * The wait after an end.
     *
     * @param before ends in a row before this one, 0 or more
     */
    Duration delay(int before) {
        var delay = first;
        for (int end = 0; end < before && delay.compareTo(most) < 0; end++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(most) < 0 ? delay : most;
    }
}
