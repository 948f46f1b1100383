package io.pushwave.planner.release.work;

import io.pushwave.planner.release.postgres.StoredRelease;

/** What came of taking a release event in. */
public sealed interface Registration {
    /** The event's release, new or known. */
    record Registered(StoredRelease release) implements Registration {}

    /** Another event had this source and id; {@code rule} is a sentence that names both versions. */
    record Contradicting(StoredRelease first, String rule) implements Registration {}
}
