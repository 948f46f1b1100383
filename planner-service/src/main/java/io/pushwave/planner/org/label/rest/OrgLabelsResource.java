package io.pushwave.planner.org.label.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.http.Problems;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.label.work.ChangeLabels;
import io.pushwave.planner.org.label.work.ChangeLabels.Result;
import io.pushwave.planner.org.rest.BrokenRuleException;
import io.pushwave.planner.org.rest.OrgValues;
import io.pushwave.planner.rest.DatabaseAway;
import io.pushwave.planner.rest.EntityTags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What people say of an org, to find it by that. */
@Path("/api/packages/{packageId}/orgs/{orgKey}/labels")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Orgs")
public class OrgLabelsResource {
    private static final Logger LOG = Logger.getLogger(OrgLabelsResource.class);
    private static final String UNKNOWN_ORG = "The register of the package does not have the org";
    private static final String TAG = "Names the labels as they are; If-Match of a change";

    private final ChangeLabels changeLabels;
    private final LabelRules rules;
    private final TextLimits limits;

    OrgLabelsResource(ChangeLabels changeLabels, PlannerConfig config) {
        this.changeLabels = changeLabels;
        this.rules = new LabelRules(
                config.register().labelValueMaximum(), config.register().labelsMaximum());
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    /** All labels of an org. */
    @Schema(requiredProperties = "labels")
    public record LabelsAnswer(
            @Schema(description = "By name") Map<String, String> labels) {}

    @GET
    @Operation(operationId = "getOrgLabels", summary = "The labels of an org")
    @APIResponse(
            responseCode = "200",
            description = "The labels",
            headers = @Header(name = HttpHeaders.ETAG, description = TAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = LabelsAnswer.class)))
    @APIResponse(responseCode = "404", description = UNKNOWN_ORG)
    public Response get(@PathParam("packageId") String packageId, @PathParam("orgKey") String orgKey) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        return answer(changeLabels.find(id, org).orElseThrow(() -> OrgValues.unknownOrg(id, org)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putOrgLabels",
            summary = "Gives an org its labels",
            description =
                    "All labels are given: those that are left out are removed. Names have 1 to 63 of the characters a-z,"
                            + " 0-9, '.', '_' and '-', the first one a letter or a digit; values say something, and are not '-'.")
    @APIResponse(
            responseCode = "200",
            description = "The labels",
            headers = @Header(name = HttpHeaders.ETAG, description = TAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = LabelsAnswer.class)))
    @APIResponse(responseCode = "404", description = UNKNOWN_ORG)
    @APIResponse(responseCode = "412", description = "The labels were changed meanwhile; ETag names them as they are")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response put(
            @PathParam("packageId") String packageId,
            @PathParam("orgKey") String orgKey,
            @Parameter(description = "The ETag of the labels that are changed")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = LabelsRequest.class),
                                            examples = @ExampleObject(name = "canary", value = """
                                                    {"by": "anna", "labels": {"ring": "canary", "tier": "gold"}}""")))
                    @Nullable LabelsRequest request) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        if (request == null) {
            throw Problems.invalid("by", null, "by is missing or blank: say who wants it");
        }
        var by = OrgValues.by(request.by(), limits);
        try {
            return answer(replace(id, org, ifMatch, by, request.checked(rules)));
        } catch (BrokenRuleException e) {
            throw e.problem();
        }
    }

    private Labels replace(PackageId id, OrgKey org, @Nullable String ifMatch, String by, Labels wanted) {
        var seen = EntityTags.seen(ifMatch);
        var result = DatabaseAway.call("the change", "applied", () -> changeLabels.replace(id, org, seen, wanted));
        return switch (result) {
            case Result.Done done -> {
                LOG.infof("the labels of org %s of package %s were changed by %s", org, id, OrgValues.logged(by));
                yield done.labels();
            }
            case Result.Outdated outdated ->
                throw EntityTags.outdated(ifMatch, outdated.labels().fingerprint());
            case Result.Unknown _ -> throw OrgValues.unknownOrg(id, org);
        };
    }

    private static Response answer(Labels labels) {
        return Response.ok(new LabelsAnswer(labels.values()))
                .header(HttpHeaders.ETAG, EntityTags.of(labels.fingerprint()))
                .build();
    }
}
