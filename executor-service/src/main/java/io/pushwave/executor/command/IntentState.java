package io.pushwave.executor.command;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where one org's push command stands. {@link #next} is the one table of which state leads where; all else that is said of a
 * state, here and in SQL, comes from it.
 *
 * <pre>
 *  WAITING ◀──▶ ASSIGNED ──▶ SCHEDULED ──▶ STARTED ──▶ SUCCEEDED | REACHED | LEFT_OUT | FAILED | CANCELLED
 *     │             │             ├───────────┼────────▶ the same
 *     │             │             └───────────┴─▶ OVERDUE ─▶ the same
 *     │             └──────────────────────────────────▶ REACHED | LEFT_OUT | FAILED | CANCELLED | SKIPPED
 *     └────────────────────────────────────────────────▶ CANCELLED | SKIPPED
 * </pre>
 *
 * <p>A command that cannot be used is stored as FAILED from the beginning.
 */
public enum IntentState {
    /** Stored; in no push request. */
    WAITING,
    /** In a push request that is not active. */
    ASSIGNED,
    /** In an active push request. */
    SCHEDULED,
    /** Salesforce installs. */
    STARTED,
    /** Reported as timed out, while its job may still run: a late answer corrects the report. */
    OVERDUE,
    SUCCEEDED,
    /** The org has the version or one above it, and not by this push. */
    REACHED,
    /** No push can reach the org, for a reason that lies in the org. */
    LEFT_OUT,
    FAILED,
    CANCELLED,
    SKIPPED;

    /** The states that may come after this one; none after the last. */
    public Set<IntentState> next() {
        return switch (this) {
            case WAITING -> EnumSet.of(ASSIGNED, CANCELLED, SKIPPED);
            case ASSIGNED -> EnumSet.of(WAITING, SCHEDULED, REACHED, LEFT_OUT, FAILED, CANCELLED, SKIPPED);
            case SCHEDULED -> EnumSet.of(STARTED, OVERDUE, SUCCEEDED, REACHED, LEFT_OUT, FAILED, CANCELLED);
            case STARTED -> EnumSet.of(OVERDUE, SUCCEEDED, REACHED, LEFT_OUT, FAILED, CANCELLED);
            case OVERDUE -> EnumSet.of(SUCCEEDED, REACHED, LEFT_OUT, FAILED, CANCELLED);
            case SUCCEEDED, REACHED, LEFT_OUT, FAILED, CANCELLED, SKIPPED -> EnumSet.noneOf(IntentState.class);
        };
    }

    public boolean canBecome(IntentState next) {
        return next().contains(next);
    }

    /** Whether nothing more happens to the command. */
    public boolean isTerminal() {
        return next().isEmpty();
    }

    /** Whether the command has its result; that of an overdue one may still be corrected. */
    public boolean isReported() {
        return isTerminal() || this == OVERDUE;
    }

    /** Whether a job of it may exist and not have ended in Salesforce, so that the org's next command has to wait. */
    public boolean isInFlight() {
        return !isTerminal() && this != WAITING;
    }

    /** Whether it is in a push request and has no result. */
    public boolean isUnderWay() {
        return isInFlight() && !isReported();
    }

    /** Whether it is in an active push request and has no result, so that its time can run out. */
    public boolean isPushed() {
        return canBecome(OVERDUE);
    }

    /** Those of which something is true, in the order of this type. */
    public static Set<IntentState> which(Predicate<IntentState> holds) {
        return Arrays.stream(values())
                .filter(holds)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(() -> EnumSet.noneOf(IntentState.class)),
                        Collections::unmodifiableSet));
    }
}
