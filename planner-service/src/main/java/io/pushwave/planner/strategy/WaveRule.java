package io.pushwave.planner.strategy;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import java.time.Duration;
import java.util.Optional;

/**
 * One wave of a strategy. An org goes to the first wave that takes it.
 *
 * @param name how people call it, 1 to 60 characters
 * @param canary whether it is there to be looked at before others follow
 * @param bake how long it is watched after its end, 0 to 30 days; the strategy's own if empty
 * @param tolerance how many of its orgs may fail; the strategy's own if empty
 */
public record WaveRule(
        String name,
        boolean canary,
        WaveSelection selection,
        WaveSize size,
        Optional<Duration> bake,
        Optional<Tolerance> tolerance) {
    public static final int NAME_MAXIMUM = 60;

    public WaveRule {
        Allowed.text("name", name, NAME_MAXIMUM, StrategyDocument.LINE, StrategyDocument.LINE_EXPECTED);
        bake.ifPresent(time -> Allowed.time("bake", time, Duration.ZERO, StrategyDocument.BAKE_MAXIMUM));
    }

    /** What it is, for people; the publisher's own test orgs are no canary of customers. */
    public WaveKind kind() {
        return switch (selection) {
            case WaveSelection.OwnTestOrgs _ -> WaveKind.OWN_TEST_ORGS;
            case WaveSelection.Everyone _ ->
                canary ? WaveKind.CANARY : size instanceof WaveSize.All ? WaveKind.REST : WaveKind.SHARE;
            case WaveSelection.Sandboxes _ -> canary ? WaveKind.CANARY : WaveKind.SANDBOXES;
            case WaveSelection.Production _ -> canary ? WaveKind.CANARY : WaveKind.PRODUCTION;
            case WaveSelection.Labelled _ -> canary ? WaveKind.CANARY : WaveKind.LABEL;
            case WaveSelection.Matching _ -> canary ? WaveKind.CANARY : WaveKind.FILTER;
        };
    }

    /** Whether it leaves nobody whom a wave of that selection could take. */
    boolean leavesNobodyOf(WaveSelection other) {
        return size instanceof WaveSize.All && (selection instanceof WaveSelection.Everyone || selection.equals(other));
    }
}
