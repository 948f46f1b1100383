package io.pushwave.status.org;

import java.util.OptionalInt;

/**
 * Another number of attempts that an org of a campaign may have at most, by a plan that was seen now.
 *
 * @param before empty while no plan was seen: any attempt counted
 */
public record AttemptsChange(OptionalInt before, int now) {

    /** Of orgs whose results name no attempt above this one, the same results count as before. */
    public int highestUntouched() {
        return Math.min(before.orElse(now), now);
    }
}
