package io.pushwave.planner.plan;

import java.util.List;

/**
 * What a plan is made by, beside the orgs.
 *
 * @param seed decides the lots; the same seed, the same lots
 * @param waves first wave first
 * @param sandboxesFirst whether a production org is in no wave before those of its sandboxes, and after them in the same one
 * @param orgsMaximum most orgs that are looked at, planned or not
 */
public record PlanTerms(String seed, List<WaveTerms> waves, boolean sandboxesFirst, int orgsMaximum) {
    /** One bit a wave. */
    public static final int WAVES_MAXIMUM = 31;

    public PlanTerms {
        waves = List.copyOf(waves);
        if (waves.isEmpty() || waves.size() > WAVES_MAXIMUM) {
            throw new IllegalArgumentException(
                    "a plan has " + waves.size() + " waves, 1 to " + WAVES_MAXIMUM + " are expected");
        }
        var names = waves.stream().map(WaveTerms::name).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("two waves of a plan have one name: " + names);
        }
    }
}
