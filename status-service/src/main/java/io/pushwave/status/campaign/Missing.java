package io.pushwave.status.campaign;

/**
 * Something that the view should know of a campaign and does not.
 *
 * @param missing how many are missing; 0 if nobody can know
 * @param expected of how many; 0 if nobody can know
 * @param stillReading whether they may still be on their way; if not, the log no longer has them
 * @param text one sentence
 */
public record Missing(What what, long missing, long expected, boolean stillReading, String text) {

    /** What can be missing. */
    public enum What {
        /** Events of the campaign, by their sequences. */
        EVENTS,
        /** Orgs that the plan has, by its own numbers. */
        PLAN_ENTRIES,
        /** Ends of orgs, by the campaign's having completed. */
        ENDS,
        /** Ends of orgs, by the numbers that a gate went by. */
        GATE_NUMBERS,
        /** Ends of orgs, by the planner's numbers at the end. */
        FINAL_NUMBERS,
        /** Records that were gone from the log before they were read. */
        LOG
    }

    static Missing of(What what, long missing, long expected, boolean stillReading, String sentence) {
        var why = stillReading ? "they are still being read, or on their way" : "the log no longer has them";
        return new Missing(what, missing, expected, stillReading, sentence + ": " + why + ".");
    }
}
