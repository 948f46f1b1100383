package io.pushwave.planner.strategy;

/** How many of the orgs that a wave may take it takes. */
public sealed interface WaveSize {

    /** All of them. */
    record All() implements WaveSize {}

    /**
     * A share.
     *
     * @param percentage of all eligible orgs of the campaign, 1 to 100
     */
    record Percentage(int percentage) implements WaveSize {
        public Percentage {
            Allowed.number("percentage", percentage, 1, 100);
        }
    }

    /**
     * A number of orgs.
     *
     * @param count 1 to 1,000,000
     */
    record Count(int count) implements WaveSize {
        public static final int MAXIMUM = 1_000_000;

        public Count {
            Allowed.number("count", count, 1, MAXIMUM);
        }
    }
}
