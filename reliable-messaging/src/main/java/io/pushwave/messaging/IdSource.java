package io.pushwave.messaging;

/** Where new identifiers come from. Implementations are thread-safe. */
@FunctionalInterface
public interface IdSource {
    /** A new identifier: a version 7 UUID, above every one that this source gave before. */
    String next();
}
