package io.pushwave.executor.postgres;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sets of states as conditions, so that a statement's set is the one of its states' table. The names come in the order of their
 * type: a condition reads like that of the partial index that serves it.
 */
public final class StateSql {
    private StateSql() {}

    /** One of some states. */
    public static <S extends Enum<S>> String among(String column, Set<S> states) {
        return states.size() == 1 ? is(column, states.iterator().next()) : column + " in (" + names(states) + ")";
    }

    /** None of some states. */
    public static <S extends Enum<S>> String notAmong(String column, Set<S> states) {
        return column + " not in (" + names(states) + ")";
    }

    public static String is(String column, Enum<?> state) {
        return column + " = " + name(state);
    }

    /** A state as a value. */
    public static String name(Enum<?> state) {
        return "'" + state.name() + "'";
    }

    private static <S extends Enum<S>> String names(Set<S> states) {
        return states.stream().map(StateSql::name).collect(Collectors.joining(", "));
    }
}
