package io.pushwave.planner.org.successor.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.http.Problems;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.org.rest.OrgValues;
import io.pushwave.planner.org.rest.SuccessionAnswer;
import io.pushwave.planner.org.successor.Successions.Outcome;
import io.pushwave.planner.org.successor.work.DecideSuccession;
import io.pushwave.planner.org.successor.work.DecideSuccession.Result;
import io.pushwave.planner.rest.DatabaseAway;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people say of the guess that an org is another one, refreshed. */
@Path("/api/packages/{packageId}/orgs/{orgKey}/predecessors/{predecessorKey}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Orgs")
public class SuccessionResource {
    private static final String PROBLEM = "application/problem+json";
    private static final String UNKNOWN = "Nobody has guessed that";
    private static final String DECIDED = """
            {"type": "urn:pushwave:problem:predecessor-decided", "title": "Another verdict does not allow it", "status": 409,
             "detail": "org 00D000000000002 is the refreshed 00D000000000001, as was confirmed", "field": "predecessorKey",
             "value": "00D000000000003", "rule": "org 00D000000000002 is the refreshed 00D000000000001, as was confirmed"}""";

    private final DecideSuccession decide;
    private final TextLimits limits;

    SuccessionResource(DecideSuccession decide, PlannerConfig config) {
        this.decide = decide;
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    /** Who says it. */
    @Schema(name = "VerdictRequest", requiredProperties = "by")
    public record VerdictRequest(
            @Schema(examples = "anna", minLength = 1, description = "Who says it") @Nullable String by) {}

    @POST
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmPredecessor",
            summary = "Says that the org is the predecessor, refreshed",
            description =
                    "The org gets those labels and policies of its predecessor that it has none of itself; other guesses about"
                            + " either of them are rejected. Said again, it changes nothing.")
    @APIResponse(responseCode = "200", description = "Confirmed")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(
            responseCode = "409",
            description = "One of the two orgs has another predecessor or successor, or there would be too many labels",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "decided", value = DECIDED)))
    public SuccessionAnswer confirm(
            @PathParam("packageId") String packageId,
            @PathParam("orgKey") String orgKey,
            @PathParam("predecessorKey") String predecessorKey,
            @RequestBody(required = true) @Nullable VerdictRequest request) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        var predecessor = OrgValues.orgKey("predecessorKey", predecessorKey);
        var by = OrgValues.by(request == null ? null : request.by(), limits);
        return answer(
                org,
                predecessor,
                DatabaseAway.call("the verdict", "stored", () -> decide.confirm(id, org, predecessor, by)));
    }

    @POST
    @Path("/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectPredecessor",
            summary = "Says that the org is not the predecessor",
            description = "Said again, it changes nothing; it can still be confirmed.")
    @APIResponse(responseCode = "200", description = "Rejected")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(
            responseCode = "409",
            description = "It was confirmed, and the labels and policies were taken over",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "decided", value = DECIDED)))
    public SuccessionAnswer reject(
            @PathParam("packageId") String packageId,
            @PathParam("orgKey") String orgKey,
            @PathParam("predecessorKey") String predecessorKey,
            @RequestBody(required = true) @Nullable VerdictRequest request) {
        var id = OrgValues.packageId(packageId);
        var org = OrgValues.orgKey("orgKey", orgKey);
        var predecessor = OrgValues.orgKey("predecessorKey", predecessorKey);
        var by = OrgValues.by(request == null ? null : request.by(), limits);
        return answer(
                org,
                predecessor,
                DatabaseAway.call("the verdict", "stored", () -> decide.reject(id, org, predecessor, by)));
    }

    private static SuccessionAnswer answer(OrgKey org, OrgKey predecessor, Result result) {
        return switch (result) {
            case Result.TooManyLabels(var fault) ->
                throw Problems.conflict(
                        "too-many-labels",
                        "The org would have too many labels",
                        fault.field(),
                        fault.value(),
                        fault.rule());
            case Result.Said(Outcome.Decided(var succession, var _)) -> SuccessionAnswer.of(succession);
            case Result.Said(Outcome.Unchanged(var succession)) -> SuccessionAnswer.of(succession);
            case Result.Said(Outcome.Refused(var because)) ->
                throw Problems.conflict(
                        "predecessor-decided",
                        "Another verdict does not allow it",
                        "predecessorKey",
                        predecessor.value(),
                        "org " + because.org() + " is the refreshed " + because.predecessor() + ", as was confirmed");
            case Result.Said(Outcome.Unknown _) ->
                throw Problems.notFound(
                        "predecessorKey",
                        predecessor.value(),
                        "nobody has guessed that org " + org + " is the refreshed " + predecessor);
        };
    }
}
