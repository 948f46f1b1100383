package io.pushwave.simulator.domain.subscribers;

import java.time.Duration;

/**
 * How an org may keep pushes of a package away, and whether it does.
 *
 * @param allowed whether the publisher lets the org block pushes
 * @param ticked whether the org asked for it, in its list of installed packages
 * @param overridden whether Salesforce Support lifted it
 * @param since when the org asked for it, milliseconds since the epoch; of no meaning if it did not
 * @param expirationDays days of simulated time that the block lasts, {@link #FOREVER} for no end
 */
public record UpgradeBlock(boolean allowed, boolean ticked, boolean overridden, long since, int expirationDays) {
    /** As in {@code PushUpgradeCustomization.ExpirationDays}. */
    public static final int FOREVER = -1;

    /** Longest block; ours. */
    public static final int MOST_DAYS = 3_650;

    private static final long DAY = Duration.ofDays(1).toMillis();

    public UpgradeBlock {
        if (!isTerm(expirationDays)) {
            throw new IllegalArgumentException(
                    "expiration days is " + expirationDays + ", -1 for never or 1 to " + MOST_DAYS + " is expected");
        }
    }

    /** Whether a block can last so many days. */
    static boolean isTerm(int days) {
        return days == FOREVER || (days >= 1 && days <= MOST_DAYS);
    }

    /** When it ends, milliseconds since the epoch; {@link Long#MAX_VALUE} for never. */
    public long endsAt() {
        return expirationDays == FOREVER ? Long.MAX_VALUE : since + expirationDays * DAY;
    }

    /** Whether the org's wish stands at a time, whatever Support says to it. */
    public boolean isRestricted(long at) {
        return allowed && ticked && at < endsAt();
    }

    /** Whether it keeps pushes away at a time. */
    public boolean isInForce(long at) {
        return isRestricted(at) && !overridden;
    }
}
