package io.pushwave.simulator.faults;

import java.time.Instant;
import java.util.Optional;

/**
 * What a rule looks at: a call, or a batch of a bulk job that is worked off.
 *
 * @param method of a call; {@link #BATCH} for a batch
 * @param path with single slashes
 * @param query that a call asks; empty for a call that is no query
 * @param at simulated time
 */
public record Subject(String method, String path, Optional<String> query, Kind kind, Instant at) {
    /** The method of a batch, which is no call. */
    public static final String BATCH = "BATCH";

    /** Something that is no query. */
    public Subject(String method, String path, Kind kind, Instant at) {
        this(method, path, Optional.empty(), kind, at);
    }

    /** What effects tell apart. */
    public enum Kind {
        QUERY,
        NEXT_PAGE,
        /** One record is created or changed. */
        WRITE,
        /** Several records are, each with a result of its own. */
        COLLECTION,
        /** An attempt to work off a batch of a bulk job begins. */
        BULK_ATTEMPT,
        /** The records of a batch of a bulk job are written. */
        BULK_BATCH,
        /** The query of a batch of a bulk job is asked. */
        BULK_QUERY,
        OTHER
    }
}
