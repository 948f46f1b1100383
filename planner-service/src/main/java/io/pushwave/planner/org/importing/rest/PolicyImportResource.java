package io.pushwave.planner.org.importing.rest;

import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.importing.ImportMode;
import io.pushwave.planner.org.importing.work.ImportPolicies;
import io.pushwave.planner.org.importing.work.NothingImportedException;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.rest.PolicyTerms;
import io.pushwave.planner.org.rest.OrgValues;
import io.pushwave.planner.rest.DatabaseAway;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Policies by the file. */
@Path("/api/org-policies/import")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Imports")
public class PolicyImportResource {
    private static final Logger LOG = Logger.getLogger(PolicyImportResource.class);

    private final ImportBody bodies;
    private final ImportPolicies importPolicies;
    private final PolicyTerms terms;
    private final TextLimits limits;

    PolicyImportResource(ImportBody bodies, ImportPolicies importPolicies, PolicyTerms terms, PlannerConfig config) {
        this.bodies = bodies;
        this.importPolicies = importPolicies;
        this.terms = terms;
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    @POST
    @Consumes({ImportBody.CSV, ImportBody.JSON, ImportBody.JSON_LINES})
    @Operation(
            operationId = "importOrgPolicies",
            summary = "Decides about many orgs of a package",
            description =
                    "A table has a column orgKey and some of optOutReason, optOutUntil, holdReason, holdUntil, pinReason,"
                            + " pinVersion; a decision whose cells are empty is left as it is, a hyphen for its reason lifts it. In JSON what"
                            + " is not there is left as it is, and null lifts. Org ids have 15 or 18 characters; texts are UTF-8.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = ImportBody.JSON_LINES,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "line", value = """
                                {"orgKey": "00D000000000001", "optOut": null,
                                 "hold": {"reason": "incident 4711", "until": "2099-12-24T00:00:00Z"},
                                 "pin": {"reason": "certified up to here", "version": "3.4.0.2"}}""")),
                @Content(
                        mediaType = ImportBody.CSV,
                        schema = @Schema(type = SchemaType.STRING),
                        examples =
                                @ExampleObject(
                                        name = "table",
                                        value = "orgKey,optOutReason\n00D000000000001,asked for it\n")),
                @Content(
                        mediaType = ImportBody.JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class))
            })
    @APIResponse(responseCode = "200", description = "Imported, but for the bad lines that the report lists")
    @APIResponse(responseCode = "404", description = "Nothing is known of the package's subscribers")
    @APIResponse(responseCode = "413", description = "The body is too long")
    @APIResponse(
            responseCode = "422",
            description = "A part of the request is unknown; or lines are bad, and nothing was imported",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ImportRefusal.class)))
    public ImportAnswer importPolicies(
            @Parameter(
                            description = "The package (033…), in either form of its id",
                            required = true,
                            example = "033000000000001")
                    @QueryParam("packageId")
                    @Nullable String packageId,
            @Parameter(description = "Who wants it", required = true, example = "anna") @QueryParam("by") @Nullable String by,
            @Parameter(
                            description = "What becomes of an import with bad lines",
                            schema =
                                    @Schema(
                                            enumeration = {"all-or-nothing", "good-lines"},
                                            defaultValue = "all-or-nothing"))
                    @QueryParam("mode")
                    @Nullable String mode,
            @Context HttpHeaders headers,
            InputStream body) {
        var id = OrgValues.packageId(packageId == null ? "" : packageId);
        var who = OrgValues.by(by, limits);
        var checkedMode = ImportRefusal.mode(mode);
        return bodies.read(
                headers.getMediaType(),
                body,
                new PolicyLines(terms, bodies.strict(), who),
                lines -> store(id, lines, checkedMode, who));
    }

    private ImportAnswer store(PackageId id, ImportLines<PolicyEdit> lines, ImportMode mode, String by) {
        try {
            var report = DatabaseAway.call("the import", "applied", () -> importPolicies.store(id, lines, mode))
                    .orElseThrow(() -> OrgValues.unknownPackage(id));
            LOG.infof(
                    "policies of %d orgs of package %s were imported by %s, %d of them changed",
                    report.imported(), id, OrgValues.logged(by), report.changed());
            return ImportAnswer.of(report);
        } catch (NothingImportedException e) {
            throw ImportRefusal.problem(e.report());
        }
    }
}
