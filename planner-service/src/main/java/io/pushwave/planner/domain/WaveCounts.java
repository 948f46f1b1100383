package io.pushwave.planner.domain;

import io.pushwave.contracts.CampaignEvent.GateNumbers;

/**
 * Orgs of one wave by state, each at least 0.
 *
 * @param planned the wave's quota; the other counts sum to it once the plan stands, and to less while it is being made
 */
public record WaveCounts(
        long planned,
        long waiting,
        long commanded,
        long retrying,
        long succeeded,
        long failed,
        long skipped,
        long cancelled) {
    public WaveCounts {
        if (waiting < 0
                || commanded < 0
                || retrying < 0
                || succeeded < 0
                || failed < 0
                || skipped < 0
                || cancelled < 0) {
            throw new IllegalArgumentException("a count is negative: waiting " + waiting + ", commanded " + commanded
                    + ", retrying " + retrying + ", succeeded " + succeeded + ", failed " + failed + ", skipped "
                    + skipped + ", cancelled " + cancelled);
        }
        if (waiting + commanded + retrying + succeeded + failed + skipped + cancelled > planned) {
            throw new IllegalArgumentException("the counts of a wave with " + planned + " orgs sum to "
                    + (waiting + commanded + retrying + succeeded + failed + skipped + cancelled));
        }
    }

    /** A wave in which no org has been placed yet. */
    public static WaveCounts quota(long planned) {
        return new WaveCounts(planned, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Orgs that have been given a place in the wave. */
    public long placed() {
        return waiting + commanded + retrying + terminal();
    }

    /** Orgs that have their end. */
    public long terminal() {
        return succeeded + failed + skipped + cancelled;
    }

    /** Whether every org has its end. */
    public boolean done() {
        return terminal() == planned;
    }

    /** The numbers that a gate decision shows. */
    public GateNumbers gateNumbers(long tolerated) {
        return new GateNumbers(planned, succeeded, failed, skipped, cancelled, tolerated);
    }
}
