package io.pushwave.planner.plan;

import java.util.Optional;

/**
 * How far the planning of a campaign has come: first the plan is made, then its entries are stored, then they are announced.
 *
 * @param snapshotId the whole inventory from which the plan is made; empty until it is there
 * @param revision of the plan that stands or is being made, see {@link PlanRevision}
 * @param hash the plan's, once it is made
 * @param entries how many orgs the plan looks at; 0 before it is made
 * @param stored how many of them are stored
 * @param announcedUpTo the last org whose entry was announced; empty before the first
 */
public record Planning(
        Optional<String> snapshotId,
        int revision,
        Optional<PlanHash> hash,
        int entries,
        int stored,
        Optional<String> announcedUpTo) {

    /** The same plan is to be made once more, as if it never had been; nobody has heard of it. */
    public Planning anew() {
        return new Planning(snapshotId, revision, Optional.empty(), 0, 0, Optional.empty());
    }

    /** A plan is made. */
    public Planning made(PlanHash hash, int entries) {
        return new Planning(snapshotId, revision, Optional.of(hash), entries, 0, Optional.empty());
    }

    /** So many entries are stored. */
    public Planning stored(int entriesStored) {
        return new Planning(snapshotId, revision, hash, entries, entriesStored, announcedUpTo);
    }

    /** The entries are announced up to that of an org. */
    public Planning announced(String upToOrgKey) {
        return new Planning(snapshotId, revision, hash, entries, stored, Optional.of(upToOrgKey));
    }

    /** Whether every entry is stored. */
    public boolean isStored() {
        return hash.isPresent() && stored == entries;
    }
}
