package io.pushwave.executor.command.postgres;

import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.postgres.StateSql;

/** Conditions on the state of a push command. */
public final class IntentSql {
    /**
     * What waits, read along its campaign by {@code ix_push_intent_waiting}. The second condition is always true and makes it the
     * only index that can serve: of two that hold what waits, a database that believes nothing does reads either as a whole.
     */
    static final String WAITS = is("w.state", IntentState.WAITING) + " and w.not_before > '-infinity'";

    private IntentSql() {}

    public static String is(String column, IntentState state) {
        return StateSql.is(column, state);
    }

    /** In flight; the condition of {@code ux_push_intent_in_flight}. */
    public static String inFlight(String column) {
        return StateSql.among(column, IntentState.which(IntentState::isInFlight));
    }

    /** In a push request, without a result. */
    static String underWay(String column) {
        return StateSql.among(column, IntentState.which(IntentState::isUnderWay));
    }

    /** In an active push request, without a result. */
    static String pushed(String column) {
        return StateSql.among(column, IntentState.which(IntentState::isPushed));
    }
}
