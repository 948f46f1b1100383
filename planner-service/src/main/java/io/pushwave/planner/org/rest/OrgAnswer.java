package io.pushwave.planner.org.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.postgres.RegisterRow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An org as the register has it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {
            "orgKey",
            "name",
            "type",
            "status",
            "instance",
            "installedVersionId",
            "pushBlocked",
            "labels",
            "policy",
            "firstSeen"
        })
public record OrgAnswer(
        @Schema(description = "15 characters", examples = "00D000000000001")
        String orgKey,

        String name,

        @Schema(description = "As Salesforce spells it: Production or Sandbox")
        String type,

        @Schema(description = "As Salesforce spells it: Active, Demo, Free, Inactive or Trial")
        String status,

        String instance,

        @Schema(description = "The production org of a sandbox")
        Optional<String> parentOrg,

        @Schema(description = "15 characters", examples = "04t000000000001")
        String installedVersionId,

        @Schema(description = "Its number; absent if the package's catalogue does not have it", examples = "3.4.0.2")
        Optional<String> installedVersionNumber,

        boolean pushBlocked,
        Map<String, String> labels,
        PolicyAnswer policy,

        @Schema(description = "The moment of the snapshot that told of it first")
        Instant firstSeen,

        @Schema(
                description =
                        "The moment of the whole snapshot that did not have it any more; absent while it is there")
        Optional<Instant> goneAt) {

    static OrgAnswer of(RegisterRow row) {
        var org = row.org();
        return new OrgAnswer(
                org.orgKey().value(),
                org.name(),
                org.type(),
                org.status(),
                org.instance(),
                org.parent().map(OrgKey::value),
                org.installed().value(),
                row.installedNumber().map(VersionNumber::toString),
                org.pushBlocked(),
                new TreeMap<>(org.labels()),
                PolicyAnswer.of(row.policy()),
                row.firstSeen(),
                row.goneAt());
    }
}
