package io.pushwave.messaging.schema;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Lets the statements of a transaction take longer than those of a request, for work that nobody waits for. The limits of
 * requests are this module's defaults in {@code META-INF/microprofile-config.properties}.
 */
@ApplicationScoped
public class LongStatements {
    private static final Logger LOG = Logger.getLogger(LongStatements.class);

    /** The server ends a statement by itself before the socket is given up. */
    private static final Duration AFTER_THE_SERVER = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final TransactionSynchronizationRegistry transaction;

    LongStatements(Jdbi jdbi, TransactionSynchronizationRegistry transaction) {
        this.jdbi = jdbi;
        this.transaction = transaction;
    }

    /**
     * From here to its end, each statement of the current transaction may take so long.
     *
     * @param longest 1 s and more
     * @throws JdbiException if the database cannot be asked
     */
    @Transactional(TxType.MANDATORY)
    public void allow(Duration longest) {
        try {
            jdbi.useHandle(handle -> {
                var physical = handle.getConnection().unwrap(Connection.class);
                int usual = physical.getNetworkTimeout();
                physical.setNetworkTimeout(
                        Runnable::run,
                        Math.toIntExact(longest.plus(AFTER_THE_SERVER).toMillis()));
                transaction.registerInterposedSynchronization(new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        // The commit may take long, too.
                    }

                    @Override
                    public void afterCompletion(int status) {
                        restore(physical, usual);
                    }
                });
                handle.execute("SET LOCAL statement_timeout = " + longest.toMillis());
            });
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static void restore(Connection physical, int usual) {
        try {
            if (!physical.isClosed()) {
                physical.setNetworkTimeout(Runnable::run, usual);
            }
        } catch (SQLException e) {
            LOG.debug("a connection that has ended keeps its limit", e);
        }
    }
}
