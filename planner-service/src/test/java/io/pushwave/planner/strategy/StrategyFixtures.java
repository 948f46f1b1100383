package io.pushwave.planner.strategy;

import io.pushwave.planner.strategy.StrategyDocument.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Strategies that several tests need. */
public final class StrategyFixtures {
    private StrategyFixtures() {}

    /** A wave without a bake or a tolerance of its own. */
    public static WaveRule wave(String name, WaveSelection selection, WaveSize size) {
        return new WaveRule(name, false, selection, size, Optional.empty(), Optional.empty());
    }

    /** A document whose other values are the defaults. */
    public static StrategyDocument document(
            Tolerance tolerance, Duration bake, RetryPolicy retries, List<WaveRule> waves) {
        return new StrategyDocument(
                "A test",
                StrategyDocument.OWN_TEST_ORGS,
                waves,
                CustomerRule.DEFAULT,
                tolerance,
                bake,
                retries,
                Optional.empty(),
                Optional.empty(),
                InFlight.UNBOUNDED,
                StrategyDocument.SLOTS,
                Membership.SNAPSHOT,
                Overlap.DEFAULT,
                StrategyDocument.REGISTER_MAXIMUM_AGE,
                StrategyDocument.HOLD_PATIENCE);
    }
}
