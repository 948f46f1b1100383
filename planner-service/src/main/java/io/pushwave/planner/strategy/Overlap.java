package io.pushwave.planner.strategy;

/**
 * What a campaign has to do with other campaigns.
 *
 * @param whenOccupied what a release does while another campaign of its package runs
 * @param priority which of several campaigns comes first, 0 (last) to 1,000 (first)
 */
public record Overlap(WhenOccupied whenOccupied, int priority) {
    public static final int PRIORITY_MAXIMUM = 1_000;
    public static final Overlap DEFAULT = new Overlap(WhenOccupied.WAIT, 500);

    public Overlap {
        Allowed.number("priority", priority, 0, PRIORITY_MAXIMUM);
    }

    /** What a release does while another campaign of its package runs. */
    public enum WhenOccupied {
        /** It begins once the other has ended. */
        WAIT,
        /** It takes over the orgs that the other has not begun. */
        SUPERSEDE,
        /** It is rejected. */
        REJECT
    }
}
