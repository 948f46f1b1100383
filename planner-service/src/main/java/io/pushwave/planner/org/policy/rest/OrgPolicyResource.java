package io.pushwave.planner.org.policy.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.http.Problems;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.work.ChangePolicy;
import io.pushwave.planner.org.policy.work.ChangePolicy.Result;
import io.pushwave.planner.org.rest.BrokenRuleException;
import io.pushwave.planner.org.rest.OrgValues;
import io.pushwave.planner.org.rest.PolicyAnswer;
import io.pushwave.planner.rest.DatabaseAway;
import io.pushwave.planner.rest.EntityTags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What people decide about an org, whatever is released. */
@Path("/api/packages/{packageId}/orgs/{orgKey}/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Orgs")
public class OrgPolicyResource {
    private static final Logger LOG = Logger.getLogger(OrgPolicyResource.class);
    private static final String UNKNOWN_ORG = "The register of the package does not have the org";
    private static final String TAG = "Names the policy as it is; If-Match of a change";
    private static final String IF_MATCH = "The ETag of the policy that is changed";

    private final ChangePolicy changePolicy;
    private final PolicyTerms terms;
    private final TextLimits limits;

    OrgPolicyResource(ChangePolicy changePolicy, PolicyTerms terms, PlannerConfig config) {
        this.changePolicy = changePolicy;
        this.terms = terms;
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    @GET
    @Operation(operationId = "getOrgPolicy", summary = "What people have decided about an org")
    @APIResponse(
            responseCode = "200",
            description = "The policy, empty if nobody has decided anything",
            headers = @Header(name = HttpHeaders.ETAG, description = TAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = PolicyAnswer.class)))
    @APIResponse(responseCode = "404", description = UNKNOWN_ORG)
    public Response get(@PathParam("packageId") String packageId, @PathParam("orgKey") String orgKey) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        return answer(changePolicy.find(id, org).orElseThrow(() -> OrgValues.unknownOrg(id, org)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putOrgPolicy",
            summary = "Decides about an org",
            description =
                    "The whole policy is given: what is left out is lifted. What stays as it is stays the decision of"
                            + " whoever has made it.")
    @APIResponse(
            responseCode = "200",
            description = "The policy",
            headers = @Header(name = HttpHeaders.ETAG, description = TAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = PolicyAnswer.class)))
    @APIResponse(responseCode = "404", description = UNKNOWN_ORG)
    @APIResponse(responseCode = "412", description = "The policy was changed meanwhile; ETag names it as it is")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response put(
            @PathParam("packageId") String packageId,
            @PathParam("orgKey") String orgKey,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(required = true) @Nullable PolicyRequest request) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        if (request == null) {
            throw Problems.invalid("by", null, "by is missing or blank: say who wants it");
        }
        var by = OrgValues.by(request.by(), limits);
        try {
            return answer(change(id, org, ifMatch, by, request.edit(by, terms)));
        } catch (BrokenRuleException e) {
            throw e.problem();
        }
    }

    @DELETE
    @Operation(operationId = "deleteOrgPolicy", summary = "Lifts everything that was decided about an org")
    @APIResponse(responseCode = "204", description = "Nothing is decided any more")
    @APIResponse(responseCode = "404", description = UNKNOWN_ORG)
    @APIResponse(responseCode = "412", description = "The policy was changed meanwhile; ETag names it as it is")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public void delete(
            @PathParam("packageId") String packageId,
            @PathParam("orgKey") String orgKey,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = "Who wants it", required = true, example = "anna") @QueryParam("by") @Nullable String by) {
        change(
                OrgValues.packageId(packageId),
                OrgValues.orgKey("orgKey", orgKey),
                ifMatch,
                OrgValues.by(by, limits),
                PolicyEdit.liftAll());
    }

    private OrgPolicy change(PackageId id, OrgKey org, @Nullable String ifMatch, String by, PolicyEdit edit) {
        var seen = EntityTags.seen(ifMatch);
        var result = DatabaseAway.call("the change", "applied", () -> changePolicy.change(id, org, seen, edit));
        return switch (result) {
            case Result.Done done -> {
                LOG.infof("the policy of org %s of package %s was changed by %s", org, id, OrgValues.logged(by));
                yield done.policy();
            }
            case Result.Outdated outdated ->
                throw EntityTags.outdated(ifMatch, outdated.policy().fingerprint());
            case Result.Unknown _ -> throw OrgValues.unknownOrg(id, org);
        };
    }

    private static Response answer(OrgPolicy policy) {
        return Response.ok(PolicyAnswer.of(policy))
                .header(HttpHeaders.ETAG, EntityTags.of(policy.fingerprint()))
                .build();
    }
}
