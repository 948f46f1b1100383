package io.pushwave.planner.plan;

/**
 * Which plan of a campaign it is.
 *
 * @param number counts from 1, and only the plans that were announced: one that nobody has heard of is made anew under its number
 */
public record PlanRevision(int number, PlanHash hash) {
    public static final int FIRST = 1;

    public PlanRevision {
        if (number < FIRST) {
            throw new IllegalArgumentException("a plan's revision is " + number + ", at least 1 is expected");
        }
    }
}
