package io.pushwave.executor.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * How everybody stops when Salesforce says that a limit is reached, and begins again with one call, then two, then four.
 *
 * @param until when the next call may be made
 * @param length of the last pause; zero if there was none
 * @param most calls that may be given out at once now; doubles with each that is given out
 */
public record LimitPause(Instant until, Duration length, int most) {

    /** A limit was reached. Reports that come while everybody has stopped already change nothing. */
    public LimitPause reached(Instant now, Duration first, Duration longest) {
        if (now.isBefore(until)) {
            return this;
        }
        boolean again = now.isBefore(until.plus(length.multipliedBy(2)));
        var next = again ? length.multipliedBy(2) : first;
        var bounded = next.compareTo(longest) < 0 ? next : longest;
        return new LimitPause(now.plus(bounded), bounded, 1);
    }

    /** Calls were given out. */
    public LimitPause givenOut(int ceiling) {
        return new LimitPause(until, length, (int) Math.min(ceiling, 2L * most));
    }
}
