package io.pushwave.planner.gate;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.strategy.Tolerance;

/**
 * One wave of a campaign.
 *
 * @param number counts from 1
 * @param name how people call it; unique among the waves of its campaign
 * @param kind what it is, for people
 * @param tolerated most failed orgs with which the gate passes
 */
public record Wave(int number, String name, WaveKind kind, WaveCounts counts, long tolerated) {

    /** What people call it, such as {@code wave 2 (canary)}. */
    public String inWords() {
        return "wave " + number + " (" + name + ")";
    }

    /** Whether more orgs failed than are tolerated. */
    public boolean thresholdCrossed() {
        return counts.failed() > tolerated;
    }

    /** What a gate decides by, for people; with the orgs whose end is their customers' doing, if there are any. */
    public String failureSummary() {
        var customers = byCustomers();
        return counts.failed() + " of " + counts.planned() + " orgs failed" + customers
                + (customers.isEmpty()
                        ? ", " + tolerated + " are tolerated"
                        : "; " + tolerated + " failed are tolerated");
    }

    private String byCustomers() {
        var text = new StringBuilder();
        if (counts.reached() > 0) {
            text.append(", ")
                    .append(counts.reached())
                    .append(
                            counts.reached() == 1
                                    ? " was reached by its customer"
                                    : " were reached by their customers");
        }
        if (counts.leftOut() > 0) {
            text.append(", ").append(counts.leftOut()).append(" left out");
        }
        return text.toString();
    }

    /**
     * The tolerance after somebody resumed the campaign. Where the threshold was crossed, the failures so far were accepted
     * by that person, and the tolerance is granted again from there; otherwise nothing changes.
     */
    public long toleratedAfterResume(Tolerance tolerance) {
        return thresholdCrossed() ? counts.failed() + tolerance.of(counts.planned()) : tolerated;
    }
}
