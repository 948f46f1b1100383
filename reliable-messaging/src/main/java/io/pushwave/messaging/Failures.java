package io.pushwave.messaging;

import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures that go away by themselves from those that do not. */
final class Failures {
    /**
     * Classes of SQLSTATE that say nothing about the data: connection (08), conflict between transactions (40), resources
     * (53), object in use (55), operator intervention (57), system error (58).
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /** A server that is not the primary at the moment. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    private Failures() {}

    /** Whether the same call can succeed later without anybody's help. */
    static boolean isTransient(Throwable failure) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        for (var cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (isTransientItself(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransientItself(Throwable cause) {
        return switch (cause) {
            case SQLTransientException _, SQLRecoverableException _, ConnectException _ -> true;
            case SQLException sql -> isTransientState(sql.getSQLState());
            case StackOverflowError _ -> false;
            // Not enough memory, most likely: nothing that the record did.
            case VirtualMachineError _ -> true;
            // Without a cause it was not the statements: the transaction was ended from outside.
            case RollbackException rollback -> rollback.getCause() == null && rollback.getSuppressed().length == 0;
            default -> false;
        };
    }

    private static boolean isTransientState(@Nullable String state) {
        // No state: the connection pool, not the server, could not help.
        return state == null
                || state.length() < 2
                || READ_ONLY_TRANSACTION.equals(state)
                || TRANSIENT_CLASSES.contains(state.substring(0, 2));
    }
}
