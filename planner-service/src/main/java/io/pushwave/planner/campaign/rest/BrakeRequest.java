package io.pushwave.planner.campaign.rest;

import io.pushwave.http.Problems;
import io.pushwave.planner.TextLimits;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who brakes, and why. */
@Schema(name = "BrakeRequest", requiredProperties = "by")
public record BrakeRequest(
        @Schema(examples = "anna", minLength = 1, description = "Who wants it") @Nullable String by,

        @Schema(examples = "customers see errors", description = "Why; may be left out") @Nullable String reason) {

    /** A request whose texts can be stored and sent. */
    record Checked(String by, String reason) {}

    /**
     * @param request null if there was no body
     * @throws HttpProblem 400 that names field, value and rule
     */
    static Checked checked(@Nullable BrakeRequest request, TextLimits limits) {
        var by = request == null ? null : request.by();
        var reason = request == null || request.reason() == null ? "" : request.reason();
        limits.nameFault("by", by)
                .or(() -> limits.reasonFault("reason", reason))
                .ifPresent(fault -> {
                    throw Problems.invalid(fault.field(), fault.value(), fault.rule());
                });
        if (by == null) {
            throw new IllegalStateException("a missing name was let through");
        }
        return new Checked(by, reason);
    }
}
