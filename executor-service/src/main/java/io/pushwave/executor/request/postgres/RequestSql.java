package io.pushwave.executor.request.postgres;

import io.pushwave.executor.postgres.StateSql;
import io.pushwave.executor.request.PushRequestState;

/** Conditions on the state of a push request. */
public final class RequestSql {
    private RequestSql() {}

    /** It has not ended; the condition of the table's partial indexes. */
    public static String open(String column) {
        return StateSql.notAmong(column, PushRequestState.which(PushRequestState::isTerminal));
    }

    static String is(String column, PushRequestState state) {
        return StateSql.is(column, state);
    }
}
