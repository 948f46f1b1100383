package io.pushwave.planner.strategy;

/**
 * How many orgs of a wave are begun at first, and how that number grows.
 *
 * @param first orgs of the first step, 1 to 1,000,000
 * @param factor by which each step is larger than the one before, 1.1 to 10
 * @param mostlyEndedPercentage share of a step's orgs that must have ended before the next one begins, 1 to 100
 */
public record Ramp(int first, double factor, int mostlyEndedPercentage) {
    public static final int FIRST_MAXIMUM = 1_000_000;
    public static final double FACTOR_MINIMUM = 1.1;
    public static final double FACTOR_MAXIMUM = 10;

    public Ramp {
        Allowed.number("first", first, 1, FIRST_MAXIMUM);
        Allowed.factor("factor", factor, FACTOR_MINIMUM, FACTOR_MAXIMUM);
        Allowed.number("mostlyEndedPercentage", mostlyEndedPercentage, 1, 100);
    }
}
