package io.pushwave.planner.strategy;

import java.util.OptionalInt;

/**
 * How many pushes may be under way at once; what is empty is not bounded by the strategy.
 *
 * @param campaign of the whole campaign, 1 to 1,000,000
 * @param perInstance on one Salesforce instance, 1 to 1,000,000
 */
public record InFlight(OptionalInt campaign, OptionalInt perInstance) {
    public static final InFlight UNBOUNDED = new InFlight(OptionalInt.empty(), OptionalInt.empty());
    public static final int MAXIMUM = 1_000_000;

    public InFlight {
        campaign.ifPresent(orgs -> Allowed.number("campaign", orgs, 1, MAXIMUM));
        perInstance.ifPresent(orgs -> Allowed.number("perInstance", orgs, 1, MAXIMUM));
    }
}
