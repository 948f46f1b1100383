package io.pushwave.infrastructure;

/** A PostgreSQL server that can be stopped in every way and started again with what it had. Not thread-safe. */
public interface PostgresServer extends AutoCloseable {
    /** The database's address without any schema, the same after a restart. */
    String jdbcUrl();

    String username();

    String password();

    /** Starts it, and returns when it serves clients. */
    void start();

    /** Ends it in good order; open sessions are ended. */
    void stop();

    /** Ends it as a crash does. */
    void kill();

    /** Stops its processes where they are, as a host that hangs does: connections stay open, and nothing is answered. */
    void freeze();

    /** Lets its processes go on after {@link #freeze()}. */
    void thaw();

    /** Whether its process lives. */
    boolean running();

    /** Ends it in good order and starts it again. */
    default void restart() {
        stop();
        start();
    }

    @Override
    default void close() {
        stop();
    }
}
