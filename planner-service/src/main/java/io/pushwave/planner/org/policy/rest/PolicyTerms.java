package io.pushwave.planner.org.policy.rest;

import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.PolicyRules;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import io.pushwave.planner.org.rest.BrokenRuleException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Makes decisions about orgs of what people write, in requests and in imports. */
@ApplicationScoped
public class PolicyTerms {
    private final PolicyRules rules;
    private final Clock clock;

    public PolicyTerms(PlannerConfig config, Clock clock) {
        this.rules = new PolicyRules(
                new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum()));
        this.clock = clock;
    }

    /** A decision that may end by itself. */
    @Schema(requiredProperties = "reason")
    public record EndingRequest(
            @Schema(minLength = 1, examples = "asked by the customer") @Nullable String reason,

            @Schema(description = "When it ends by itself; left out if it has to be lifted") @Nullable Instant until) {}

    /** A version above which nothing is pushed. */
    @Schema(requiredProperties = {"reason", "version"})
    public record PinRequest(
            @Schema(minLength = 1, examples = "certified up to here") @Nullable String reason,

            @Schema(
                    description = "The highest that the org may get, with all four parts of its number",
                    examples = "3.4.0.2")
            @Nullable String version) {}

    /**
     * An opt-out.
     *
     * @param reasonField what the reason is called where it stands
     * @param untilField what the end is called where it stands
     * @throws BrokenRuleException if a part breaks a rule
     */
    public OptOut optOut(String by, EndingRequest request, String reasonField, String untilField)
            throws BrokenRuleException {
        return new OptOut(by, reason(reasonField, request.reason()), until(untilField, request.until()));
    }

    /**
     * A hold.
     *
     * @param reasonField what the reason is called where it stands
     * @param untilField what the end is called where it stands
     * @throws BrokenRuleException if a part breaks a rule
     */
    public Hold hold(String by, EndingRequest request, String reasonField, String untilField)
            throws BrokenRuleException {
        return new Hold(by, reason(reasonField, request.reason()), until(untilField, request.until()));
    }

    /**
     * A pin.
     *
     * @param reasonField what the reason is called where it stands
     * @param versionField what the version is called where it stands
     * @throws BrokenRuleException if a part breaks a rule
     */
    public Pin pin(String by, PinRequest request, String reasonField, String versionField) throws BrokenRuleException {
        return new Pin(by, reason(reasonField, request.reason()), version(versionField, request.version()));
    }

    private String reason(String field, @Nullable String reason) throws BrokenRuleException {
        BrokenRuleException.throwIf(rules.reasonFault(field, reason));
        if (reason == null) {
            throw new IllegalStateException("a missing reason was let through");
        }
        return reason;
    }

    /** In microseconds, as it is stored, so that what was answered is what is read. */
    private Optional<Instant> until(String field, @Nullable Instant until) throws BrokenRuleException {
        if (until == null) {
            return Optional.empty();
        }
        BrokenRuleException.throwIf(rules.untilFault(field, until, clock.instant()));
        return Optional.of(until.truncatedTo(ChronoUnit.MICROS));
    }

    private static VersionNumber version(String field, @Nullable String version) throws BrokenRuleException {
        if (version == null || version.isBlank()) {
            throw new BrokenRuleException(
                    field, version, field + " is missing or blank: say up to which version the org may be brought");
        }
        try {
            return VersionNumber.whole(version);
        } catch (IllegalArgumentException e) {
            throw new BrokenRuleException(field, version, field + " " + e.getMessage());
        }
    }
}
