package io.pushwave.planner.org.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.planner.org.policy.OrgPolicy;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people have decided about an org; what nobody has decided is absent. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PolicyAnswer(
        @Schema(description = "It is left out of everything")
        Optional<EndingAnswer> optOut,

        @Schema(description = "Nothing is pushed to it until the hold ends")
        Optional<EndingAnswer> hold,

        @Schema(description = "It is not brought above a version")
        Optional<PinAnswer> pin) {

    /** A decision that may end by itself. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = {"by", "reason"})
    public record EndingAnswer(
            @Schema(description = "Who has decided it") String by,
            String reason,

            @Schema(description = "When it ends by itself; absent if it has to be lifted")
            Optional<Instant> until) {}

    /** A version above which nothing is pushed. */
    @Schema(requiredProperties = {"by", "reason", "version"})
    public record PinAnswer(
            @Schema(description = "Who has decided it") String by,
            String reason,

            @Schema(description = "The highest that the org may get", examples = "3.4.0.2")
            String version) {}

    public static PolicyAnswer of(OrgPolicy policy) {
        return new PolicyAnswer(
                policy.optOut().map(optOut -> new EndingAnswer(optOut.by(), optOut.reason(), optOut.until())),
                policy.hold().map(hold -> new EndingAnswer(hold.by(), hold.reason(), hold.until())),
                policy.pin()
                        .map(pin -> new PinAnswer(
                                pin.by(), pin.reason(), pin.version().toString())));
    }
}
