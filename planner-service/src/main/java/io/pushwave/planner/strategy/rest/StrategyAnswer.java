package io.pushwave.planner.strategy.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.json.CanonicalJson;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One version of a strategy.
 *
 * @param digest SHA-256 of the document's canonical JSON, in hex
 * @param createdBy who wrote it
 * @param kinds what its waves are, in their order
 * @param document what it says, every default written out
 */
@Schema(requiredProperties = {"name", "version", "digest", "createdAt", "createdBy", "kinds", "document"})
public record StrategyAnswer(
        String name,
        int version,
        String digest,
        Instant createdAt,
        String createdBy,
        List<WaveKind> kinds,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                additionalProperties = Schema.True.class,
                description = "Its form is the schema at /api/strategies/schema")
        @JsonRawValue
        String document) {

    static StrategyAnswer of(StoredStrategy stored) {
        var strategy = stored.strategy();
        return new StrategyAnswer(
                strategy.name(),
                strategy.version(),
                stored.digest(),
                stored.createdAt(),
                stored.createdBy(),
                strategy.document().waves().stream().map(WaveRule::kind).toList(),
                CanonicalJson.of(strategy.document()));
    }
}
