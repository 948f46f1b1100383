package io.pushwave.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Distinguishes a database that does not do its part at the moment from a statement that it will never execute. */
public final class DatabaseTrouble {
    /**
     * PostgreSQL's classes of SQLSTATE that say nothing about the statement and its data: connection (08), conflict between
     * transactions (40), resources (53), object in use (55), operator intervention (57), system error (58).
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /**
     * A server that is not the primary at the moment (25006), and what the driver says of one that went away while it connected
     * (99999).
     */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "99999");

    /** A table or a schema that does not exist. */
    private static final Set<String> NO_SCHEMA = Set.of("42P01", "3F000");

    private DatabaseTrouble() {}

    /**
     * Whether the same request can be answered later without anybody's help. Anything among causes and suppressed failures counts,
     * as a request is only read or rolled back as a whole. So does a schema that does not exist: requests come in before the first
     * migration has ended.
     */
    public static boolean passes(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .anyMatch(sql -> isTransient(sql) || NO_SCHEMA.contains(sql.getSQLState()));
    }

    /**
     * Whether the same statement can succeed later without anybody's help, by this failure alone. A schema that does not exist is
     * none of these: it is for who runs statements only on a schema that was migrated.
     */
    public static boolean isTransient(SQLException failure) {
        return switch (failure) {
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException other -> isTransient(other.getSQLState());
        };
    }

    private static boolean isTransient(@Nullable String state) {
        // The pool's own failures, such as no connection in time, have no state.
        return state == null
                || state.length() < 2
                || TRANSIENT_STATES.contains(state)
                || TRANSIENT_CLASSES.contains(state.substring(0, 2));
    }

    /** A failure, what has caused it, and what it has hidden. */
    public static Stream<Throwable> causes(Throwable failure) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(failure);
        while (!open.isEmpty()) {
            var next = open.poll();
            if (seen.add(next)) {
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
                open.addAll(Arrays.asList(next.getSuppressed()));
            }
        }
        return seen.stream();
    }
}
