package io.pushwave.planner.dispatch.postgres;

import io.pushwave.planner.dispatch.OrgPushState;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the states of org pushes into statements, as {@link OrgPushState} has them. */
final class StateSql {
    private static final Map<String, Set<OrgPushState>> SETS = Map.of(
            "waiting", OrgPushState.those(OrgPushState::isWaiting),
            "retrying", OrgPushState.those(OrgPushState::isRetrying),
            "in flight", OrgPushState.those(OrgPushState::isInFlight));

    private StateSql() {}

    /**
     * Fills a statement in: {@code {COMMANDED}} becomes the state's literal, {@code state {is waiting}} the condition that a state
     * is one of a set.
     *
     * @throws IllegalArgumentException if it names a state or a set that does not exist
     */
    static String fill(String statement) {
        var filled = statement;
        for (var state : OrgPushState.values()) {
            filled = filled.replace("{" + state + "}", literal(state));
        }
        for (var set : SETS.entrySet()) {
            filled = filled.replace("{is " + set.getKey() + "}", is(set.getValue()));
        }
        if (filled.indexOf('{') >= 0) {
            throw new IllegalArgumentException("a state or set is unknown: " + filled);
        }
        return filled;
    }

    /** The condition that what stands before it is one of these states; spelt as in partial indexes. */
    static String is(Set<OrgPushState> states) {
        return states.size() == 1
                ? "= " + literal(states.iterator().next())
                : "in (" + each(states, StateSql::literal) + ")";
    }

    /** Something for each of some states, in the order of the states, between commas. */
    static String each(Collection<OrgPushState> states, Function<OrgPushState, String> text) {
        return states.stream().sorted().map(text).collect(Collectors.joining(", "));
    }

    /** How many rows are in a state, in the name of its column. */
    static String counted(OrgPushState state) {
        return "count(*) filter (where state = " + literal(state) + ") as " + column(state);
    }

    /** Adds what was counted to a wave. */
    static String sum(OrgPushState state) {
        return column(state) + " = w." + column(state) + " + c." + column(state);
    }

    static String literal(OrgPushState state) {
        return "'" + state + "'";
    }

    /** The column of a wave that counts the orgs in a state. */
    static String column(OrgPushState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
