package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.org.OrgFacts;
import java.util.Optional;

/**
 * Makes a plan of orgs that stream by once, in the order of their keys. A pure function of the terms and the orgs: whoever makes it, and
 * however often, the plan is the same. Not thread-safe.
 */
public final class PlanBuilder {
    private final PlanTerms terms;
    private final StableHash lots;
    private final OrgColumns orgs;

    public PlanBuilder(PlanTerms terms) {
        this.terms = terms;
        this.lots = new StableHash(terms.seed());
        this.orgs = new OrgColumns(terms.orgsMaximum());
    }

    /**
     * Adds the next org.
     *
     * @param exclusion why it is not pushed, as far as that depends on nothing but the org itself
     * @throws IllegalArgumentException if its key is not above that of the one before
     * @throws IllegalStateException if there are more than the terms allow
     */
    public void add(OrgFacts facts, Optional<ExclusionReason> exclusion) {
        var org = facts.org();
        orgs.add(
                org.orgKey(),
                terms.sandboxesFirst() ? org.parent().orElse(null) : null,
                lots.of(org.orgKey().value()),
                exclusion.isPresent() ? 0 : takenBy(facts),
                exclusion);
    }

    /** The plan of the orgs that were added. */
    public Plan build() {
        for (int org = 0; org < orgs.size(); org++) {
            if (!orgs.isExcluded(org) && !orgs.isTaken(org)) {
                orgs.exclude(org, ExclusionReason.IN_NO_WAVE);
            }
        }
        var assignment = new WaveAssignment(terms, orgs);
        assignment.assign();
        return new Plan(orgs, terms.waves(), assignment.waves(), assignment.ranks());
    }

    private int takenBy(OrgFacts facts) {
        int bits = 0;
        for (int wave = 0; wave < terms.waves().size(); wave++) {
            if (terms.waves().get(wave).takes().test(facts)) {
                bits |= 1 << wave;
            }
        }
        return bits;
    }
}
