package io.pushwave.planner.domain;

import io.pushwave.contracts.CampaignEvent.GateNumbers;

/**
 * One wave of a campaign.
 *
 * @param number counts from 1
 * @param tolerated most failed orgs with which the gate passes
 */
public record Wave(int number, WaveCounts counts, long tolerated) {

    /** Whether more orgs failed than are tolerated. */
    public boolean thresholdCrossed() {
        return counts.failed() > tolerated;
    }

    public GateNumbers gateNumbers() {
        return counts.gateNumbers(tolerated);
    }

    /**
     * The tolerance after somebody resumed the campaign. Where the threshold was crossed, the failures so far were accepted
     * by that person, and the tolerance is granted again from there; otherwise nothing changes.
     */
    public long toleratedAfterResume(Tolerance tolerance) {
        return thresholdCrossed() ? counts.failed() + tolerance.of(counts.planned()) : tolerated;
    }
}
