package io.pushwave.planner.rest;

import io.pushwave.database.DatabaseTrouble;
import io.pushwave.http.Problems;
import io.pushwave.messaging.Failures;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does something in one transaction, and says what became of it where the database cannot be used. */
public final class DatabaseAway {
    private static final Logger LOG = Logger.getLogger(DatabaseAway.class);

    private DatabaseAway() {}

    /**
     * Runs a transaction whose statements are all sent before it ends.
     *
     * @param what what was asked for, as the subject of a sentence
     * @param done what has happened once it is done, such as {@code applied}
     * @throws HttpProblem 503 if the database was lost; it says whether anything was done
     */
    public static <T> T call(String what, String done, Supplier<T> transaction) {
        var committing = new AtomicBoolean();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                var result = transaction.get();
                committing.set(true);
                return result;
            });
        } catch (RuntimeException e) {
            if (!passes(e)) {
                throw e;
            }
            LOG.warnf("%s: the database cannot be used: %s", what, e);
            throw Problems.unavailable(
                    committing.get()
                            ? "it is not known whether " + what + " was " + done
                                    + ", as the database was lost while it was stored; repeat it, twice does no harm"
                            : what + " was not " + done
                                    + ": the database cannot be used; nothing was changed, repeat it");
        }
    }

    /** The database in trouble, or a transaction that was ended from outside. */
    private static boolean passes(RuntimeException failure) {
        return DatabaseTrouble.passes(failure) || Failures.isTransient(failure);
    }
}
