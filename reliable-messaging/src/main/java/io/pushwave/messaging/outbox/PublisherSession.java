package io.pushwave.messaging.outbox;

import io.pushwave.database.SetStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The right to publish: a database session that holds the advisory lock of its schema's outbox. Everything that a publisher
 * does to the table goes through the same session, so losing the lock and losing the way to the table are one event.
 *
 * <p>PostgreSQL ends the session, and so frees the lock, when the holder's process dies (its socket closes), when its host
 * disappears (keep-alive), and when it hangs (idle for longer than the holder timeout).
 */
final class PublisherSession implements AutoCloseable {
    /** The first half of the lock's name, "outb" in ASCII; the second is the identity of the schema's table. */
    private static final int LOCK_SPACE = 0x6F757462;

    private static final String TRY_LOCK =
            "SELECT pg_try_advisory_lock(" + LOCK_SPACE + ", 'outbox'::regclass::oid::int4)";

    private static final List<String> SETTINGS =
            List.of("idle_session_timeout", "tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count");
    private static final int RELEASE_TIMEOUT_MILLISECONDS = 5_000;

    private final Connection connection;
    private final Handle handle;
    private final Connection physical;

    /** The pool's, in milliseconds: given back with the connection. */
    private final int usualTimeout;

    private PublisherSession(Connection connection, Connection physical, int usualTimeout) {
        this.connection = connection;
        this.handle = SetStatements.on(connection);
        this.physical = physical;
        this.usualTimeout = usualTimeout;
    }

    /** A session with the lock, or nothing if another session has it. */
    static Optional<PublisherSession> tryOpen(DataSource dataSource, Duration holderTimeout) throws SQLException {
        var connection = dataSource.getConnection();
        var session =
                new PublisherSession(connection, connection.unwrap(Connection.class), connection.getNetworkTimeout());
        try {
            connection.setAutoCommit(true);
            if (session.lock()) {
                session.boundSilence(holderTimeout);
                return Optional.of(session);
            }
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
        try (connection;
                var _ = session.handle) {
            return Optional.empty();
        }
    }

    List<PendingRow> pending(int limit) {
        return OutboxTable.pending(handle, limit);
    }

    void remove(List<Long> ids) {
        OutboxTable.remove(handle, ids);
    }

    void park(List<Long> ids, String reason, Instant now) {
        OutboxTable.park(handle, ids, reason, now);
    }

    Set<Lane> parkedLanes() {
        return OutboxTable.parkedLanes(handle);
    }

    /** Gives the lock back, and a clean connection to the pool; ends the session if it can no longer be asked to. */
    @Override
    public void close() throws SQLException {
        try (connection;
                handle) {
            releaseOrAbort();
        }
    }

    private void releaseOrAbort() throws SQLException {
        try {
            release();
        } catch (SQLException | JdbiException e) {
            // A pool's own abort() may only forget the connection, and with it the lock that the session still holds.
            physical.abort(Runnable::run);
            throw e;
        }
    }

    private void release() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, RELEASE_TIMEOUT_MILLISECONDS);
        handle.execute("SELECT pg_advisory_unlock_all()");
        SETTINGS.forEach(setting -> handle.execute("RESET " + setting));
        connection.setNetworkTimeout(Runnable::run, usualTimeout);
    }

    private boolean lock() {
        return handle.createQuery(TRY_LOCK).mapTo(Boolean.class).one();
    }

    private void boundSilence(Duration holderTimeout) throws SQLException {
        var milliseconds = Math.toIntExact(holderTimeout.toMillis());
        connection.setNetworkTimeout(Runnable::run, milliseconds);
        handle.execute("SET idle_session_timeout = " + milliseconds);
        handle.execute("SET tcp_keepalives_idle = 10");
        handle.execute("SET tcp_keepalives_interval = 5");
        handle.execute("SET tcp_keepalives_count = 3");
    }
}
