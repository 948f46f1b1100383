package io.pushwave.planner.gate;

import java.util.stream.LongStream;

/**
 * Orgs of one wave by state, each at least 0.
 *
 * @param planned the wave's quota; the other counts sum to it once the plan is complete, and to less while it is being made
 * @param reached orgs whose customers had brought them to the version, or above it
 * @param leftOut orgs that could not be pushed for a reason of their own
 */
public record WaveCounts(
        long planned,
        long waiting,
        long commanded,
        long retrying,
        long succeeded,
        long reached,
        long failed,
        long leftOut,
        long skipped,
        long cancelled) {
    public WaveCounts {
        long least = LongStream.of(
                        waiting, commanded, retrying, succeeded, reached, failed, leftOut, skipped, cancelled)
                .min()
                .orElseThrow();
        if (least < 0) {
            throw new IllegalArgumentException("a count is negative: waiting " + waiting + ", commanded " + commanded
                    + ", retrying " + retrying + ", succeeded " + succeeded + ", reached " + reached + ", failed "
                    + failed + ", left out " + leftOut + ", skipped " + skipped + ", cancelled " + cancelled);
        }
        long placed = waiting + commanded + retrying + succeeded + reached + failed + leftOut + skipped + cancelled;
        if (placed > planned) {
            throw new IllegalArgumentException("the counts of a wave with " + planned + " orgs sum to " + placed);
        }
    }

    /** A wave in which no org has been placed yet. */
    public static WaveCounts quota(long planned) {
        return new WaveCounts(planned, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Orgs that have been given a place in the wave. */
    public long placed() {
        return waiting + commanded + retrying + terminal();
    }

    /** Orgs that have their end. */
    public long terminal() {
        return succeeded + reached + failed + leftOut + skipped + cancelled;
    }

    /** Whether every org has its end. */
    public boolean done() {
        return terminal() == planned;
    }
}
