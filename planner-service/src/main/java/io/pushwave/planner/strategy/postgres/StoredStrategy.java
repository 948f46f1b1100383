package io.pushwave.planner.strategy.postgres;

import io.pushwave.planner.strategy.Strategy;
import java.time.Instant;

/**
 * A version of a strategy as it is stored.
 *
 * @param digest SHA-256 of its document's canonical JSON, in hex
 * @param createdBy who wrote it
 */
public record StoredStrategy(Strategy strategy, String digest, Instant createdAt, String createdBy) {}
