package io.pushwave.planner.plan;

import java.util.Optional;

/**
 * How far the planning of a campaign has come: first the plan is made, then its entries are stored, then they are announced.
 *
 * @param snapshotId the whole inventory from which the plan is made; empty until it is there
 * @param hash the plan's, once it is made
 * @param entries how many orgs the plan looks at; 0 before it is made
 * @param stored how many of them are stored
 * @param announcedUpTo the last org whose entry was announced; empty before the first
 */
public record Planning(
        Optional<String> snapshotId, Optional<PlanHash> hash, int entries, int stored, Optional<String> announcedUpTo) {

    /** A planning that has not begun. */
    public static Planning from(Optional<String> snapshotId) {
        return new Planning(snapshotId, Optional.empty(), 0, 0, Optional.empty());
    }

    /** A plan is made. */
    public Planning made(PlanHash hash, int entries) {
        return new Planning(snapshotId, Optional.of(hash), entries, 0, Optional.empty());
    }

    /** So many entries are stored. */
    public Planning stored(int entriesStored) {
        return new Planning(snapshotId, hash, entries, entriesStored, announcedUpTo);
    }

    /** The entries are announced up to that of an org. */
    public Planning announced(String upToOrgKey) {
        return new Planning(snapshotId, hash, entries, stored, Optional.of(upToOrgKey));
    }

    /** Whether every entry is stored. */
    public boolean isStored() {
        return hash.isPresent() && stored == entries;
    }
}
