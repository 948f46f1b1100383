package io.pushwave.planner.strategy;

/** How fast a campaign's pushes are begun. */
public sealed interface Rate {
    /** More orgs a minute than any package has. */
    int MAXIMUM = 1_000_000;

    /**
     * Orgs a minute.
     *
     * @param succeeded orgs that have succeeded, at least 0
     */
    int perMinute(long succeeded);

    /**
     * The same from beginning to end.
     *
     * @param perMinute orgs a minute, 1 to 1,000,000
     */
    record Constant(int perMinute) implements Rate {
        public Constant {
            Allowed.number("perMinute", perMinute, 1, MAXIMUM);
        }

        @Override
        public int perMinute(long succeeded) {
            return perMinute;
        }
    }

    /**
     * Faster and faster while orgs succeed.
     *
     * @param basePerMinute orgs a minute at the beginning, 1 to 1,000,000
     * @param factor by which it grows, 1.1 to 5
     * @param maximumPerMinute orgs a minute beyond which it does not grow, the base to 1,000,000
     * @param growsAfter it grows each time that so many orgs more have succeeded, 1 to 1,000,000
     */
    record Growing(int basePerMinute, double factor, int maximumPerMinute, int growsAfter) implements Rate {
        public static final double FACTOR_MINIMUM = 1.1;
        public static final double FACTOR_MAXIMUM = 5;
        public static final int GROWS_AFTER_MAXIMUM = 1_000_000;

        public Growing {
            Allowed.number("basePerMinute", basePerMinute, 1, MAXIMUM);
            Allowed.factor("factor", factor, FACTOR_MINIMUM, FACTOR_MAXIMUM);
            Allowed.number("maximumPerMinute", maximumPerMinute, 1, MAXIMUM);
            Allowed.number("growsAfter", growsAfter, 1, GROWS_AFTER_MAXIMUM);
            if (maximumPerMinute < basePerMinute) {
                throw new IllegalArgumentException("maximumPerMinute is " + maximumPerMinute
                        + ", at least basePerMinute, which is " + basePerMinute + ", is expected");
            }
        }

        @Override
        public int perMinute(long succeeded) {
            double grown = basePerMinute * Math.pow(factor, (double) Math.floorDiv(succeeded, growsAfter));
            return (int) Math.min(maximumPerMinute, grown);
        }
    }
}
