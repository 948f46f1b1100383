package io.pushwave.planner.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Splits a number of orgs into waves by percentage, without losing or inventing one. */
public final class WaveQuotas {
    private WaveQuotas() {}

    /**
     * Orgs per wave: together exactly {@code eligible}, each at most one org away from its share. Every wave gets at least one
     * org while there are enough (then the largest wave gives it); with fewer orgs than waves the first waves get them.
     */
    public static List<Long> of(List<Integer> percentages, long eligible) {
        if (eligible < 0) {
            throw new IllegalArgumentException("eligible is " + eligible + ", at least 0 is expected");
        }
        var quotas = new ArrayList<Long>(percentages.size());
        long percentagesSoFar = 0;
        long orgsSoFar = 0;
        for (int percentage : percentages) {
            percentagesSoFar += percentage;
            // Cumulative, so that what rounding takes from one wave the next one gets.
            long orgsUntilHere = eligible * percentagesSoFar / 100;
            quotas.add(orgsUntilHere - orgsSoFar);
            orgsSoFar = orgsUntilHere;
        }
        if (eligible < percentages.size()) {
            for (int wave = 0; wave < quotas.size(); wave++) {
                quotas.set(wave, wave < eligible ? 1L : 0L);
            }
            return List.copyOf(quotas);
        }
        for (int empty = quotas.indexOf(0L); empty >= 0; empty = quotas.indexOf(0L)) {
            int largest = quotas.indexOf(Collections.max(quotas));
            quotas.set(largest, quotas.get(largest) - 1);
            quotas.set(empty, 1L);
        }
        return List.copyOf(quotas);
    }
}
