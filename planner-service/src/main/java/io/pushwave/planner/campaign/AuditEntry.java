package io.pushwave.planner.campaign;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Through whom a campaign came to its state, when and why.
 *
 * @param at in microseconds, as PostgreSQL keeps it, so that it is shown the same at once and later
 * @param by a person, {@link #GATE} or {@link #PLANNER}
 * @param reason why; may be empty
 */
public record AuditEntry(Instant at, String by, String reason) {
    /** Who acts where nobody decided: things took their course. */
    public static final String PLANNER = "planner";
    /** Who acts where the rule at the end of a wave, or at the crossing of its threshold, decided. */
    public static final String GATE = "gate";

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
