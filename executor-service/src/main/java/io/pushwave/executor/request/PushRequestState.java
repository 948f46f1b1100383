package io.pushwave.executor.request;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The names of a push request's states, as they are stored. What a state holds and how it changes is in {@link PushRequest}, whose
 * transitions are those of {@link #next}.
 */
public enum PushRequestState {
    FORMED,
    CREATING,
    CREATED,
    FILLING,
    FILLED,
    VERIFIED,
    ACTIVATING,
    ACTIVATED,
    CANCELLING,
    FINISHED,
    CANCELLED;

    /** The states that may come after this one; none after the last. */
    public Set<PushRequestState> next() {
        return switch (this) {
            case FORMED -> EnumSet.of(CREATING, CANCELLED);
            case CREATING -> EnumSet.of(CREATED, CANCELLED);
            case CREATED -> EnumSet.of(FILLING, CANCELLING);
            case FILLING -> EnumSet.of(FILLED, CANCELLING);
            case FILLED -> EnumSet.of(FILLING, VERIFIED, CANCELLING);
            case VERIFIED -> EnumSet.of(FILLED, ACTIVATING, CANCELLING);
            case ACTIVATING -> EnumSet.of(VERIFIED, ACTIVATED, CANCELLING, CANCELLED);
            case ACTIVATED -> EnumSet.of(CANCELLING, FINISHED);
            case CANCELLING -> EnumSet.of(ACTIVATED, CANCELLED);
            case FINISHED, CANCELLED -> EnumSet.noneOf(PushRequestState.class);
        };
    }

    /** Whether nothing more happens to the request. */
    public boolean isTerminal() {
        return next().isEmpty();
    }

    /** Those of which something is true, in the order of this type. */
    public static Set<PushRequestState> which(Predicate<PushRequestState> holds) {
        return Arrays.stream(values())
                .filter(holds)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(() -> EnumSet.noneOf(PushRequestState.class)),
                        Collections::unmodifiableSet));
    }
}
