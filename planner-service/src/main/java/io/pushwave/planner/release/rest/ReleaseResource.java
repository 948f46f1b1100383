package io.pushwave.planner.release.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.http.Problems;
import io.pushwave.planner.org.rest.OrgValues;
import io.pushwave.planner.release.RejectionReason;
import io.pushwave.planner.release.ReleaseFilter;
import io.pushwave.planner.release.ReleaseState;
import io.pushwave.planner.release.postgres.IncomingRelease;
import io.pushwave.planner.release.postgres.Releases;
import io.pushwave.planner.release.postgres.StoredRelease;
import io.pushwave.planner.release.work.AwaitDecision;
import io.pushwave.planner.release.work.RegisterRelease;
import io.pushwave.planner.release.work.Registration.Contradicting;
import io.pushwave.planner.release.work.Registration.Registered;
import io.pushwave.planner.rest.DatabaseAway;
import io.pushwave.planner.rest.RequestValues;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Release events over HTTP. */
@Path("/api/releases")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Releases", description = "Release events, and what came of them")
public class ReleaseResource {
    private static final String PROBLEM = "application/problem+json";
    private static final String ACTIVE = """
            {"type": "urn:pushwave:problem:campaign-active", "title": "The release was rejected", "status": 409,
             "detail": "the package is being released by campaign 01981f", "field": "packageId",
             "value": "033000000000001AAA", "rule": "the package is being released by campaign 01981f"}""";
    private static final String BETA = """
            {"type": "urn:pushwave:problem:beta-version", "title": "The release was rejected", "status": 422,
             "detail": "the version is a beta", "field": "packageVersionId", "value": "04t000000000001AAA",
             "rule": "the version is a beta"}""";

    private final ReleaseEventReader reader;
    private final RegisterRelease registerRelease;
    private final AwaitDecision awaitDecision;
    private final Releases releases;

    ReleaseResource(
            ReleaseEventReader reader,
            RegisterRelease registerRelease,
            AwaitDecision awaitDecision,
            Releases releases) {
        this.reader = reader;
        this.registerRelease = registerRelease;
        this.awaitDecision = awaitDecision;
        this.releases = releases;
    }

    /** One page; {@code next} is what to give as {@code after} for the next one, and absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = "items")
    public record ReleasePage(List<ReleaseAnswer> items, Optional<String> next) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "releaseVersion",
            summary = "Releases a package version",
            description = "Takes a CloudEvent of type io.pushwave.package-version-released.v1, structured"
                    + " (application/cloudevents+json) or binary (ce-* headers), and waits for the decision."
                    + " The same event again gives the same answer.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/cloudevents+json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "structured", value = """
                                                    {"specversion": "1.0", "id": "build-4711", "source": "/ci",
                                                     "type": "io.pushwave.package-version-released.v1",
                                                     "data": {"packageId": "033000000000001AAA",
                                                              "packageVersionId": "04t000000000001AAA",
                                                              "requestedBy": "ci", "reason": "security fix",
                                                              "strategy": "critical-security", "urgency": "CRITICAL"}}""")))
    @APIResponse(
            responseCode = "201",
            description =
                    "A campaign was begun. If its subscribers were not counted in time, it may still turn out that"
                            + " nobody is left to push to; the release is rejected then",
            content = @Content(schema = @Schema(implementation = ReleaseAnswer.class)))
    @APIResponse(
            responseCode = "202",
            description = "Not decided yet; ask at the address in Location",
            content = @Content(schema = @Schema(implementation = ReleaseAnswer.class)))
    @APIResponse(
            responseCode = "409",
            description = "A campaign of the package runs already, or another event had this source and id",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "active", value = ACTIVE)))
    @APIResponse(
            responseCode = "422",
            description = "The request has a member, attribute or parameter that nobody knows, or names a release that"
                    + " cannot be done",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "beta", value = BETA)))
    public Response release(@Context HttpHeaders headers, byte @Nullable [] body) throws InterruptedException {
        var release = awaitDecision.await(register(reader.read(headers, body)));
        var location = URI.create("/api/releases/" + release.id());
        return switch (release.state()) {
            case ReleaseState.Accepted _ ->
                Response.created(location).entity(ReleaseAnswer.of(release)).build();
            case ReleaseState.Checking _ ->
                Response.accepted(ReleaseAnswer.of(release)).location(location).build();
            case ReleaseState.Rejected rejected -> throw rejection(release, rejected);
        };
    }

    private StoredRelease register(IncomingRelease incoming) {
        var registration = DatabaseAway.call("the release", "taken in", () -> registerRelease.register(incoming));
        return switch (registration) {
            case Registered registered -> registered.release();
            case Contradicting contradicting ->
                throw Problems.conflict(
                        "other-content",
                        "Another event had this source and id",
                        "id",
                        incoming.eventId(),
                        contradicting.rule());
        };
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listReleases",
            summary = "Releases, newest first",
            description = "Whoever sent an event by Kafka finds what came of it by its source and id.")
    @APIResponse(responseCode = "200", description = "One page")
    public ReleasePage list(
            @Parameter(description = "Only releases of this package (033…), in either form of its id")
                    @QueryParam("package")
                    @Nullable String packageId,
            @Parameter(
                            description = "Only releases in this state",
                            schema = @Schema(implementation = ReleaseState.Name.class))
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(description = "Only releases whose event has this CloudEvents source")
                    @QueryParam("source")
                    @Nullable String source,
            @Parameter(description = "Only releases whose event has this CloudEvents id") @QueryParam("id") @Nullable String eventId,
            @Parameter(description = "Only releases older than this one: next of the page before")
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Most releases on the page",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        int size = RequestValues.limit(limit);
        var filter = new ReleaseFilter(
                OrgValues.optionalPackageId("package", packageId),
                RequestValues.oneOf("state", state, ReleaseState.Name.class),
                RequestValues.optional("source", source),
                RequestValues.optional("id", eventId));
        var found = releases.page(filter, RequestValues.optional("after", after), size + 1);
        var items = found.stream().limit(size).map(ReleaseAnswer::of).toList();
        return new ReleasePage(
                items, found.size() > size ? Optional.of(items.getLast().releaseId()) : Optional.empty());
    }

    @GET
    @Path("/{releaseId}")
    @Transactional
    @Operation(operationId = "getRelease", summary = "What came of a release event")
    @APIResponse(responseCode = "200", description = "The release")
    @APIResponse(responseCode = "404", description = "There is no such release")
    public ReleaseAnswer get(@PathParam("releaseId") String releaseId) {
        return releases.find(RequestValues.id("releaseId", releaseId))
                .map(ReleaseAnswer::of)
                .orElseThrow(() -> Problems.notFound("releaseId", releaseId));
    }

    private static HttpProblem rejection(StoredRelease release, ReleaseState.Rejected rejected) {
        var packageId = release.packageId().value();
        var versionId = release.packageVersionId().value();
        var title = "The release was rejected";
        return switch (rejected.reason()) {
            case UNKNOWN_STRATEGY ->
                Problems.unprocessable(
                        rejected.reason().label(),
                        title,
                        "strategy",
                        release.strategy().orElse(null),
                        rejected.detail());
            case CAMPAIGN_ACTIVE ->
                Problems.conflict(
                        RejectionReason.CAMPAIGN_ACTIVE.label(), title, "packageId", packageId, rejected.detail());
            case UNKNOWN_PACKAGE, NO_ANSWER ->
                Problems.unprocessable(rejected.reason().label(), title, "packageId", packageId, rejected.detail());
            case UNKNOWN_VERSION, BETA_VERSION, DEPRECATED_VERSION, NOBODY_LEFT ->
                Problems.unprocessable(
                        rejected.reason().label(), title, "packageVersionId", versionId, rejected.detail());
        };
    }
}
