package io.pushwave.planner.strategy;

import java.time.Duration;
import java.util.List;

/**
 * How a campaign goes about it. A campaign keeps the strategy with which it was created.
 *
 * @param wavePercentages share of the eligible orgs per wave, each 1 to 100, 100 together
 * @param bake how long a finished wave is watched before its gate may pass, at least 0
 */
public record CampaignTerms(
        String name, List<Integer> wavePercentages, Tolerance tolerance, Duration bake, RetryPolicy retries) {
    /** More waves than this a person cannot distinguish, and each costs at least one bake. */
    public static final int MAXIMUM_WAVES = 20;

    public CampaignTerms {
        wavePercentages = List.copyOf(wavePercentages);
        if (name.isBlank()) {
            throw new IllegalArgumentException("the strategy's name is blank");
        }
        if (wavePercentages.isEmpty() || wavePercentages.size() > MAXIMUM_WAVES) {
            throw new IllegalArgumentException("wave-percentages has " + wavePercentages.size() + " entries, 1 to "
                    + MAXIMUM_WAVES + " are expected");
        }
        if (wavePercentages.stream().anyMatch(percentage -> percentage < 1 || percentage > 100)) {
            throw new IllegalArgumentException(
                    "wave-percentages are " + wavePercentages + ", each must be between 1 and 100");
        }
        int sum = wavePercentages.stream().mapToInt(Integer::intValue).sum();
        if (sum != 100) {
            throw new IllegalArgumentException(
                    "wave-percentages are " + wavePercentages + " and sum to " + sum + ", they must sum to 100");
        }
        if (bake.isNegative()) {
            throw new IllegalArgumentException("bake is " + bake + ", a time of at least zero is expected");
        }
    }

    /** How many orgs each wave gets; see {@link WaveQuotas}. */
    public List<Long> quotas(long eligible) {
        return WaveQuotas.of(wavePercentages, eligible);
    }
}
