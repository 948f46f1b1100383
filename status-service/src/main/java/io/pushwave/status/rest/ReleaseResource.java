package io.pushwave.status.rest;

import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.release.ReleaseOutcome;
import io.pushwave.status.release.ReleaseView;
import io.pushwave.status.release.ReleaseView.Standing;
import io.pushwave.status.release.postgres.ReleaseRows;
import io.pushwave.status.rest.Answers.Page;
import io.pushwave.status.rest.Answers.Release;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Release events, and what came of them: also of those that started no campaign. */
@Path("/api/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Releases")
public class ReleaseResource {
    private final ReleaseRows releases;
    private final Campaigns campaigns;
    private final RequestValues values;

    ReleaseResource(ReleaseRows releases, Campaigns campaigns, RequestValues values) {
        this.releases = releases;
        this.campaigns = campaigns;
        this.values = values;
    }

    @GET
    @Operation(
            operationId = "listReleases",
            summary = "Releases, newest first: who asked for which version when, and what came of it",
            description = "A rejected release says the rule and the reason; an accepted one has its campaign.")
    public Page<Release> list(
            @Parameter(description = "A package's id, 15 or 18 characters", example = "033000000000001")
                    @QueryParam("packageId")
                    @Nullable String packageId,
            @Parameter(description = "One of the outcomes, in any case", example = "REJECTED")
                    @QueryParam("outcome")
                    @Nullable String outcome,
            @Parameter(description = "'next' of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Most entries of the page", example = "50") @QueryParam("limit") @Nullable String limit) {
        var filter = new ReleaseRows.Filter(
                values.packageId(packageId),
                values.one("outcome", ReleaseOutcome.class, outcome),
                values.position(after).map(at -> new ReleaseRows.Position(at.createdAt(), at.campaignId())));
        int size = values.limit(limit);
        var found = releases.list(filter, size + 1);
        var known = campaigns.find(found.stream()
                .map(ReleaseView::standing)
                .map(Standing::campaignId)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        return Page.of(
                found,
                size,
                view -> Release.of(view, view.standing().campaignId().map(known::get)),
                last -> RequestValues.cursor(last.firstAt(), last.releaseId()));
    }
}
