package io.pushwave.planner.dispatch.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * What a rate has left over: it fills at the rate, a push takes one, and no more lies in it than the rate brings in five seconds, so that a campaign
 * that was halted for a day does not begin a day's pushes at once.
 *
 * @param tokens pushes that may be begun, at least 0
 * @param at when it had them
 */
public record TokenBucket(double tokens, Instant at) {
    private static final Duration CAPACITY = Duration.ofSeconds(5);
    private static final double MILLIS_OF_MINUTE = Duration.ofMinutes(1).toMillis();

    public TokenBucket {
        if (!(tokens >= 0)) {
            throw new IllegalArgumentException("tokens is " + tokens + ", at least 0 is expected");
        }
    }

    /** One of a rate that begins: the first pushes need not wait. */
    public static TokenBucket full(int perMinute, Instant now) {
        return new TokenBucket(capacity(perMinute), now);
    }

    /** What is in it now; a clock that goes back brings nothing and takes nothing. */
    public TokenBucket refilled(int perMinute, Instant now) {
        if (!now.isAfter(at)) {
            return this;
        }
        double came = perMinute * (Duration.between(at, now).toMillis() / MILLIS_OF_MINUTE);
        // A rate that has become slower takes nothing away.
        return new TokenBucket(Math.max(Math.min(tokens + came, capacity(perMinute)), tokens), now);
    }

    /** How many pushes may be begun. */
    public long whole() {
        return (long) tokens;
    }

    /** After some were begun. */
    public TokenBucket without(long pushes) {
        return new TokenBucket(Math.max(tokens - pushes, 0), at);
    }

    /** When the next push may be begun. */
    public Instant nextAt(int perMinute) {
        double missing = Math.max(1 - tokens, 0);
        return at.plusMillis((long) Math.ceil(missing * MILLIS_OF_MINUTE / perMinute));
    }

    private static double capacity(int perMinute) {
        return Math.max(1, perMinute * (CAPACITY.toMillis() / MILLIS_OF_MINUTE));
    }
}
