package io.pushwave.planner.strategy.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.http.Problems;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.json.InvalidDocumentException;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import io.pushwave.planner.strategy.json.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who changes a strategy, and what it shall say. */
@Schema(
        name = "StrategyRequest",
        requiredProperties = {"by", "document"})
public record StrategyRequest(
        @Schema(examples = "anna", minLength = 1, description = "Who wants it") @Nullable String by,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                additionalProperties = Schema.True.class,
                description = "Its form is the schema at /api/strategies/schema")
        @Nullable JsonNode document) {

    private static final String DOCUMENT = "document";

    /** A request whose document is one. */
    record Checked(String by, StrategyDocument document) {}

    /**
     * @param request null if there was no body
     * @throws HttpProblem 400 or 422 that names field, value and rule, of a document all that are broken
     */
    static Checked checked(@Nullable StrategyRequest request, TextLimits limits, StrategyDocuments documents) {
        var by = request == null ? null : request.by();
        limits.nameFault("by", by).ifPresent(fault -> {
            throw Problems.invalid(fault.field(), fault.value(), fault.rule());
        });
        if (request == null || by == null) {
            throw new IllegalStateException("a missing name was let through");
        }
        var document = request.document();
        if (document == null || document.isNull()) {
            throw Problems.invalid(DOCUMENT, null, "document is missing: say what the strategy shall be");
        }
        try {
            return new Checked(by, documents.checked(document));
        } catch (InvalidDocumentException e) {
            throw Problems.invalid(e.violations().stream()
                    .map(violation -> fault(violation.within(DOCUMENT)))
                    .toList());
        }
    }

    private static Problems.Fault fault(Violation violation) {
        return new Problems.Fault(violation.field(), violation.value(), violation.sentence(), violation.unknown());
    }
}
