package io.pushwave.status.postgres;

import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** How long what a request reads may take. */
public interface Reads {
    /**
     * Reads, or ends the reading when nobody waits for it any more.
     *
     * @throws JdbiException if the database refuses, does not answer in time or cannot be reached
     */
    <T> T within(Supplier<T> read);
}
