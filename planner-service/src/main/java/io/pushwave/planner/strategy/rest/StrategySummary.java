package io.pushwave.planner.strategy.rest;

import io.pushwave.planner.strategy.postgres.StoredStrategy;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One version of a strategy without what it says. */
@Schema(requiredProperties = {"name", "version", "description", "digest", "createdAt", "createdBy"})
public record StrategySummary(
        String name, int version, String description, String digest, Instant createdAt, String createdBy) {

    static StrategySummary of(StoredStrategy stored) {
        return new StrategySummary(
                stored.strategy().name(),
                stored.strategy().version(),
                stored.strategy().document().description(),
                stored.digest(),
                stored.createdAt(),
                stored.createdBy());
    }
}
