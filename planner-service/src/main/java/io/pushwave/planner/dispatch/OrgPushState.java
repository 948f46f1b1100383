package io.pushwave.planner.dispatch;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where one org's part in a campaign stands, as far as the planner has to know. The states and what follows on each are said
 * here only: statements take their states from these methods.
 *
 * <pre>
 * WAITING ──▶ COMMANDED ──▶ SUCCEEDED, REACHED, FAILED, LEFT_OUT, SKIPPED or CANCELLED
 *    │          │    ▲
 *    │          ▼    │
 *    │        RETRYING ──▶ FAILED      if its campaign is aborted
 *    └──────▶ CANCELLED                if its campaign is aborted
 * </pre>
 */
public enum OrgPushState {
    /** Planned; no command yet. */
    WAITING,
    /** A command is out, its terminal result is not in. */
    COMMANDED,
    /** An attempt failed, and the next one is not yet due. */
    RETRYING,
    SUCCEEDED,
    /** The customer had brought the org to the version, or above it; done, and no success of a push. */
    REACHED,
    /** The last attempt failed, or a failure that no attempt heals. */
    FAILED,
    /** Salesforce could not push, for a reason that lies in the org and says nothing about the version. */
    LEFT_OUT,
    /** Nothing had to be pushed, or its time had passed. */
    SKIPPED,
    CANCELLED;

    /** What can follow on this state: the transition table. */
    public Set<OrgPushState> successors() {
        return switch (this) {
            case WAITING -> Set.of(COMMANDED, CANCELLED);
            case COMMANDED -> Set.of(RETRYING, SUCCEEDED, REACHED, FAILED, LEFT_OUT, SKIPPED, CANCELLED);
            case RETRYING -> Set.of(COMMANDED, FAILED);
            case SUCCEEDED, REACHED, FAILED, LEFT_OUT, SKIPPED, CANCELLED -> Set.of();
        };
    }

    /** What a late answer to an attempt that timed out can make of this state; beside the table, as the attempt had its end. */
    public Set<OrgPushState> corrections() {
        return switch (this) {
            case COMMANDED, FAILED -> Set.of(SUCCEEDED, REACHED, FAILED, LEFT_OUT, CANCELLED);
            case WAITING, RETRYING, SUCCEEDED, REACHED, LEFT_OUT, SKIPPED, CANCELLED -> Set.of();
        };
    }

    /** Whether nothing follows, except for a correction. */
    public boolean isTerminal() {
        return successors().isEmpty();
    }

    /** Whether the executor has a command about the org and owes its end. */
    public boolean isInFlight() {
        return this == COMMANDED;
    }

    /** Whether the org waits for its first command. */
    public boolean isWaiting() {
        return this == WAITING;
    }

    /** Whether the org waits for the time of another command. */
    public boolean isRetrying() {
        return this == RETRYING;
    }

    /** Whether an attempt may have timed out in it, so that a late answer can still correct it. */
    public boolean mayHaveTimedOut() {
        return isTerminal() && !corrections().isEmpty();
    }

    /** Where an org ends whose campaign was aborted; orgs in flight get their results, and ends stay. */
    public OrgPushState afterAbort() {
        return switch (this) {
            case WAITING -> CANCELLED;
            case RETRYING -> FAILED;
            case COMMANDED, SUCCEEDED, REACHED, FAILED, LEFT_OUT, SKIPPED, CANCELLED -> this;
        };
    }

    /** The states of which something is true. */
    public static Set<OrgPushState> those(Predicate<OrgPushState> condition) {
        return Arrays.stream(values()).filter(condition).collect(Collectors.toUnmodifiableSet());
    }
}
