package io.pushwave.infrastructure;

/** A Kafka broker that can be stopped in every way and started again with what it had. Not thread-safe. */
public interface KafkaBroker extends AutoCloseable {
    /** Where clients connect: {@code host:port}, the same after a restart. */
    String bootstrapServers();

    /** Starts it, and returns when it serves clients. */
    void start();

    /** Ends it in good order. */
    void stop();

    /** Ends it as a crash does. */
    void kill();

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
