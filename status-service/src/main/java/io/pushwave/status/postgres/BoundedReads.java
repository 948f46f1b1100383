package io.pushwave.status.postgres;

import io.pushwave.status.StatusConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Runs what a request reads, and no longer than somebody waits for it: a database that is frozen or slow ends the reading, so
 * that the request can be answered. While the database does not answer, one reading at a time asks it, and the others fail at
 * once, so that waiting requests do not take all threads. Folds have a bound of their own, as they may take longer.
 */
@ApplicationScoped
public class BoundedReads implements Reads {
    private static final Logger LOG = Logger.getLogger(BoundedReads.class);

    private final Jdbi jdbi;
    private final Duration timeout;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean silent;

    BoundedReads(Jdbi jdbi, StatusConfig config) {
        this.jdbi = jdbi;
        this.timeout = config.query().timeout();
    }

    /**
     * Reads in the current transaction as it is, or in one of its own whose statements are bounded.
     *
     * @throws JdbiException if the database refuses, does not answer in time or cannot be reached
     */
    @Override
    public <T> T within(Supplier<T> read) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            return read.get();
        }
        boolean wasSilent = silent;
        if (wasSilent && !asking.compareAndSet(false, true)) {
            throw new ConnectionException(
                    new SQLTransientConnectionException("the database has not answered a moment ago"));
        }
        try {
            var result = QuarkusTransaction.requiringNew().call(() -> bounded(read));
            silent = false;
            return result;
        } catch (JdbiException | HibernateException e) {
            silent = unanswered(e);
            throw e;
        } finally {
            if (wasSilent) {
                asking.set(false);
            }
        }
    }

    /** The connection is the transaction's own: whoever asks for one inside is given the same. */
    private <T> T bounded(Supplier<T> read) {
        try (var handle = jdbi.open()) {
            return bounded(handle, read);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private <T> T bounded(Handle handle, Supplier<T> read) throws SQLException {
        var connection = handle.getConnection();
        int before = connection.getNetworkTimeout();
        limit(connection, Math.toIntExact(timeout.toMillis()));
        try {
            // The server gives up first, so that a slow statement does not cost its connection.
            handle.execute("set local statement_timeout = " + timeout.toMillis() * 4 / 5);
            var result = read.get();
            limit(connection, before);
            return result;
        } catch (SQLException | JdbiException | HibernateException e) {
            end(connection, before, e);
            throw e;
        }
    }

    /** Whether it was the database that did not answer, and not the statement that it refused or gave up. */
    private static boolean unanswered(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
            }
        }
        return false;
    }

    private static void limit(Connection connection, int milliseconds) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, milliseconds);
    }

    /**
     * What is left to do with a connection whose reading has failed. One that does not answer is cut off: rolling back would wait
     * for it once more, and for longer.
     */
    private static void end(Connection connection, int milliseconds, Exception failure) {
        try {
            if (unanswered(failure)) {
                connection.abort(Runnable::run);
            } else {
                limit(connection, milliseconds);
            }
        } catch (SQLException e) {
            LOG.debugf("a connection that has failed is given up: %s", e.getMessage());
        }
    }
}
