package io.pushwave.executor.following;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the changes of a request's jobs were seen. Rows may become visible out of order for a while; afterwards there is no
 * need to read again what was read before.
 *
 * @param until the newest change, by Salesforce's clock
 * @param since when it was first seen, by ours
 * @param settled whether the jobs were read again so late that no older change can have come since
 */
public record SeenChanges(Instant until, Instant since, boolean settled) {
    /** {@code SystemModstamp} has milliseconds at best. */
    private static final Duration NEXT = Duration.ofMillis(1);

    /** A change that was not seen before. */
    public static SeenChanges first(Instant until, Instant now) {
        return new SeenChanges(until, now, false);
    }

    /**
     * From which change on the next question asks.
     *
     * @param overlap longest time in which an older change may still become visible
     */
    public Instant askFrom(Duration overlap) {
        return settled ? until.plus(NEXT) : until.minus(overlap);
    }

    /** After another reading that saw nothing newer than {@code newest}. */
    public SeenChanges readAgain(Instant newest, Instant now, Duration overlap) {
        if (newest.isAfter(until)) {
            return first(newest, now);
        }
        return new SeenChanges(until, since, settled || !now.isBefore(since.plus(overlap)));
    }
}
