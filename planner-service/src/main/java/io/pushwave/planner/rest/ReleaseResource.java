package io.pushwave.planner.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.planner.domain.RejectionReason;
import io.pushwave.planner.domain.ReleaseState;
import io.pushwave.planner.postgres.Releases;
import io.pushwave.planner.release.RegisterRelease;
import io.pushwave.planner.release.ReleaseDecided;
import io.pushwave.planner.release.StoredRelease;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Release events over HTTP. */
@Path("/api/releases")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Releases", description = "Release events, and what came of them")
public class ReleaseResource {
    private final ReleaseEventReader reader;
    private final RegisterRelease registerRelease;
    private final ReleaseDecided decided;
    private final Releases releases;

    ReleaseResource(
            ReleaseEventReader reader, RegisterRelease registerRelease, ReleaseDecided decided, Releases releases) {
        this.reader = reader;
        this.registerRelease = registerRelease;
        this.decided = decided;
        this.releases = releases;
    }

    /**
     * A release as people see it.
     *
     * @param state CHECKING, ACCEPTED or REJECTED
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ReleaseAnswer(
            String releaseId,
            String state,
            String packageId,
            String packageVersionId,
            Optional<String> campaignId,
            Optional<String> rejectedBecause,
            Optional<String> detail) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Releases a package version",
            description = "Takes a CloudEvent of type io.pushwave.package-version-released.v1, structured"
                    + " (application/cloudevents+json) or binary (ce-* headers), and waits for the decision."
                    + " The same event again gives the same answer.")
    @APIResponse(responseCode = "201", description = "A campaign was created")
    @APIResponse(responseCode = "202", description = "Not decided yet; ask at the address in Location")
    @APIResponse(responseCode = "400", description = "The event cannot be read")
    @APIResponse(responseCode = "409", description = "Another campaign of the package has not ended")
    @APIResponse(responseCode = "422", description = "Package or version cannot be pushed")
    public Response release(@Context HttpHeaders headers, byte[] body) throws InterruptedException {
        var release = decided.await(registerRelease.register(reader.read(headers, body)));
        var location = URI.create("/api/releases/" + release.id());
        return switch (release.state()) {
            case ReleaseState.Accepted _ ->
                Response.created(location).entity(answer(release)).build();
            case ReleaseState.Checking _ ->
                Response.accepted(answer(release)).location(location).build();
            case ReleaseState.Rejected rejected -> throw rejection(release, rejected);
        };
    }

    @GET
    @Path("/{releaseId}")
    @Transactional
    @Operation(summary = "What came of a release event")
    @APIResponse(responseCode = "200", description = "The release")
    @APIResponse(responseCode = "404", description = "No such release")
    public ReleaseAnswer get(@PathParam("releaseId") String releaseId) {
        return releases.find(releaseId)
                .map(ReleaseResource::answer)
                .orElseThrow(() -> Problems.notFound("releaseId", releaseId));
    }

    private static ReleaseAnswer answer(StoredRelease release) {
        var packageId = release.packageId().value();
        var versionId = release.packageVersionId().value();
        return switch (release.state()) {
            case ReleaseState.Checking _ ->
                new ReleaseAnswer(
                        release.id(),
                        "CHECKING",
                        packageId,
                        versionId,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case ReleaseState.Accepted accepted ->
                new ReleaseAnswer(
                        release.id(),
                        "ACCEPTED",
                        packageId,
                        versionId,
                        Optional.of(accepted.campaignId().value()),
                        Optional.empty(),
                        Optional.empty());
            case ReleaseState.Rejected rejected ->
                new ReleaseAnswer(
                        release.id(),
                        "REJECTED",
                        packageId,
                        versionId,
                        Optional.empty(),
                        Optional.of(rejected.reason().label()),
                        Optional.of(rejected.detail()));
        };
    }

    private static HttpProblem rejection(StoredRelease release, ReleaseState.Rejected rejected) {
        var packageId = release.packageId().value();
        var versionId = release.packageVersionId().value();
        var title = "The release was rejected";
        return switch (rejected.reason()) {
            case CAMPAIGN_ACTIVE ->
                Problems.conflict(
                        RejectionReason.CAMPAIGN_ACTIVE.label(), title, "packageId", packageId, rejected.detail());
            case UNKNOWN_PACKAGE ->
                Problems.unprocessable(rejected.reason().label(), title, "packageId", packageId, rejected.detail());
            case UNKNOWN_VERSION, BETA_VERSION, DEPRECATED_VERSION ->
                Problems.unprocessable(
                        rejected.reason().label(), title, "packageVersionId", versionId, rejected.detail());
        };
    }
}
