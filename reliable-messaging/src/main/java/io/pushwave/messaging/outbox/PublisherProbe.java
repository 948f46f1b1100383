package io.pushwave.messaging.outbox;

/** Observes what the publisher does: for meters, and for tests that break it at a chosen point. */
public interface PublisherProbe {
    /** This instance publishes from now on. */
    default void started() {}

    /** This instance does not publish any more. */
    default void ended() {}

    /** All answers for a batch are here, nothing is removed yet. */
    default void acknowledged(int rows) {}

    /** Rows are published and removed. */
    default void published(int rows) {}

    /** A batch failed, whole or in part, and is begun anew. */
    default void failed(Throwable cause) {}

    /** Rows were set aside, because the broker refuses them or one of their key before them. */
    default void parked(int rows) {}
}
