package io.pushwave.messaging;

import io.pushwave.database.DatabaseTrouble;
import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.function.Predicate;

/**
 * Distinguishes failures that go away by themselves from those that do not, for whoever handles records. As
 * {@link DatabaseTrouble#isTransient}, but not as {@link DatabaseTrouble#passes}: records are handled after the migration, so a
 * missing table is a fault of the handler; and what was suppressed, such as a failure to close, does not decide about a record.
 */
public final class Failures {
    /** A statement that the server ended by {@code statement_timeout}, or because somebody asked it to. */
    private static final String QUERY_CANCELED = "57014";

    private Failures() {}

    /** Whether the server ended a statement for its length: less at once may do. */
    public static boolean tookTooLong(Throwable failure) {
        return anyOf(failure, cause -> cause instanceof SQLException sql && QUERY_CANCELED.equals(sql.getSQLState()));
    }

    /** Whether the same call can succeed later without anybody's help. */
    public static boolean isTransient(Throwable failure) {
        return anyOf(failure, Failures::isTransientItself);
    }

    private static boolean anyOf(Throwable failure, Predicate<Throwable> condition) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        for (var cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (condition.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransientItself(Throwable cause) {
        return switch (cause) {
            case SQLException sql -> DatabaseTrouble.isTransient(sql);
            case ConnectException _ -> true;
            case StackOverflowError _ -> false;
            // Not enough memory, most likely: nothing that the record did.
            case VirtualMachineError _ -> true;
            // Without a cause it was not the statements: the transaction was ended from outside.
            case RollbackException rollback -> rollback.getCause() == null && rollback.getSuppressed().length == 0;
            default -> false;
        };
    }
}
