package io.pushwave.planner.org.policy.rest;

import io.pushwave.planner.org.policy.Edit;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.rest.PolicyTerms.EndingRequest;
import io.pushwave.planner.org.policy.rest.PolicyTerms.PinRequest;
import io.pushwave.planner.org.rest.BrokenRuleException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The policy that an org is to have; what is left out is lifted. */
@Schema(name = "PolicyRequest", requiredProperties = "by")
public record PolicyRequest(
        @Schema(examples = "anna", minLength = 1, description = "Who wants it") @Nullable String by,

        @Schema(description = "The org is left out of everything") @Nullable EndingRequest optOut,

        @Schema(description = "Nothing is pushed to the org until the hold ends") @Nullable EndingRequest hold,

        @Schema(description = "The org is not brought above a version") @Nullable PinRequest pin) {

    PolicyEdit edit(String checkedBy, PolicyTerms terms) throws BrokenRuleException {
        return new PolicyEdit(
                optOut == null
                        ? new Edit.Lift<>()
                        : new Edit.Put<>(terms.optOut(checkedBy, optOut, "optOut.reason", "optOut.until")),
                hold == null
                        ? new Edit.Lift<>()
                        : new Edit.Put<>(terms.hold(checkedBy, hold, "hold.reason", "hold.until")),
                pin == null
                        ? new Edit.Lift<>()
                        : new Edit.Put<>(terms.pin(checkedBy, pin, "pin.reason", "pin.version")));
    }
}
