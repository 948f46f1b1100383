package io.pushwave.planner.org.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.postgres.Register;
import io.pushwave.planner.org.successor.postgres.SuccessionTable;
import io.pushwave.planner.rest.RequestValues;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The orgs that have a package. */
@Path("/api/packages/{packageId}/orgs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Orgs", description = "Who has a package, and what people have said of them")
public class OrgResource {
    private final Register register;
    private final SuccessionTable successions;

    OrgResource(Register register, SuccessionTable successions) {
        this.register = register;
        this.successions = successions;
    }

    /** One page; {@code next} is what to give as {@code after} for the next one, and absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = {"revision", "items"})
    public record OrgPage(
            @Schema(description = "The moment as of which the newest whole snapshot told everything")
            Optional<Instant> asOf,

            @Schema(description = "Grows whenever an org, a label or a policy changes")
            long revision,

            List<OrgAnswer> items,
            Optional<String> next) {}

    /** One org, and which orgs it may have been and become. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = {"revision", "org", "predecessors", "successors"})
    public record OrgDetail(
            @Schema(description = "The moment as of which the newest whole snapshot told everything")
            Optional<Instant> asOf,

            @Schema(description = "Grows whenever an org, a label or a policy changes")
            long revision,

            OrgAnswer org,

            @Schema(description = "The orgs that it may have been before it was refreshed")
            List<SuccessionAnswer> predecessors,

            @Schema(description = "The orgs that it may have become")
            List<SuccessionAnswer> successors) {}

    @GET
    @Operation(
            operationId = "listOrgs",
            summary = "The orgs of a package, by their keys",
            description = "A page may be shorter than was asked for; the last one is that without next.")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(responseCode = "404", description = "Nothing is known of the package's subscribers")
    public OrgPage list(
            @PathParam("packageId") String packageId,
            @Parameter(description = "Only orgs behind this one: next of the page before")
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Most orgs on the page",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit,
            @Parameter(
                            description = "Only orgs that are gone, or only those that are not",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("gone")
                    @Nullable String gone) {
        var id = OrgValues.packageId(packageId);
        var begin = Optional.ofNullable(after).map(key -> OrgValues.orgKey("after", key));
        var page = register.page(id, begin, OrgValues.flag("gone", gone), RequestValues.limit(limit))
                .orElseThrow(() -> OrgValues.unknownPackage(id));
        return new OrgPage(
                page.state().asOf(),
                page.state().revision(),
                page.rows().stream().map(OrgAnswer::of).toList(),
                page.next().map(OrgKey::value));
    }

    @GET
    @Path("/{orgKey}")
    @Operation(operationId = "getOrg", summary = "One org of a package")
    @APIResponse(responseCode = "200", description = "The org")
    @APIResponse(responseCode = "404", description = "The register of the package does not have it")
    public OrgDetail get(@PathParam("packageId") String packageId, @PathParam("orgKey") String orgKey) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        var found = register.find(id, org).orElseThrow(() -> OrgValues.unknownOrg(id, org));
        var related =
                successions.of(id.key(), org).stream().map(SuccessionAnswer::of).toList();
        return new OrgDetail(
                found.state().asOf(),
                found.state().revision(),
                OrgAnswer.of(found.row()),
                those(related, SuccessionAnswer::orgKey, org),
                those(related, SuccessionAnswer::predecessorKey, org));
    }

    private static List<SuccessionAnswer> those(
            List<SuccessionAnswer> related, Function<SuccessionAnswer, String> key, OrgKey org) {
        return related.stream()
                .filter(each -> key.apply(each).equals(org.value()))
                .toList();
    }
}
