package io.pushwave.executor.budget;

import java.util.OptionalLong;

/**
 * How much of the daily API limit Pushwave may use, and for what.
 *
 * @param share Pushwave's part of the limit, above 0 and up to 1
 * @param reserve part of the limit that is left to people and other programs, 0 or more and below 1: nothing is called once
 *     Salesforce says that no more than this is left
 * @param cancellingPart part of the share that everything else leaves to cancelling, so that an abort is not short of calls
 * @param followingPart part of the share that pushing leaves to following, so that what was pushed is also reported, and to
 *     cancelling; at least the part for cancelling
 * @param pushingPart part of the share that the inventory leaves to pushing and following
 */
public record BudgetRule(
        double share, double reserve, double cancellingPart, double followingPart, double pushingPart) {
    public BudgetRule {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share is " + share + ", above 0 and up to 1 is expected");
        }
        part("reserve", reserve);
        part("part for cancelling", cancellingPart);
        part("part for following", followingPart);
        part("part for pushing", pushingPart);
        if (followingPart < cancellingPart) {
            throw new IllegalArgumentException("the part for following is " + followingPart + ", at least the part for"
                    + " cancelling, " + cancellingPart + ", is expected");
        }
    }

    /** Pushwave's share of a limit, in calls. */
    public long allowance(long limit) {
        return (long) Math.floor(share * limit);
    }

    /**
     * How many calls may still be made for a purpose.
     *
     * @param limit the daily limit
     * @param granted calls given out to all instances within the window, made or not
     * @param used calls of everybody, as Salesforce last said
     */
    public long left(CallPurpose purpose, long limit, long granted, OptionalLong used) {
        long kept = switch (purpose) {
            case CANCELLING -> 0;
            case FOLLOWING -> (long) Math.ceil(cancellingPart * allowance(limit));
            case PUSHING -> (long) Math.ceil(followingPart * allowance(limit));
            case INVENTORY -> (long) Math.ceil(pushingPart * allowance(limit));
        };
        long ownLeft = allowance(limit) - granted - kept;
        // What was given out and not yet made is not in Salesforce's count, so the greater of the two is what is used.
        long everybodysLeft = (long) Math.floor((1 - reserve) * limit) - Math.max(granted, used.orElse(0));
        return Math.max(0, Math.min(ownLeft, everybodysLeft));
    }

    /**
     * By what polling is slowed down, so that pushing lasts longer: 1 while more than half of the share is left, then 2, 4 and
     * 8 below a half, a quarter and a tenth.
     */
    public int pollingFactor(long limit, long left) {
        double part = limit == 0 ? 0 : (double) left / Math.max(1, allowance(limit));
        if (part > 0.5) {
            return 1;
        }
        if (part > 0.25) {
            return 2;
        }
        return part > 0.1 ? 4 : 8;
    }

    private static void part(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("the " + what + " is " + value + ", 0 up to below 1 is expected");
        }
    }
}
