package io.pushwave.status.rest;

import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.org.postgres.OrgPages;
import io.pushwave.status.rest.Answers.Stray;
import io.pushwave.status.rest.Answers.Strays;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Results of a campaign that do not count. */
@Path("/api/campaigns/{campaignId}/stray-results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Campaigns")
public class StrayResource {
    private final Campaigns campaigns;
    private final OrgPages orgs;
    private final RequestValues values;

    StrayResource(Campaigns campaigns, OrgPages orgs, RequestValues values) {
        this.campaigns = campaigns;
        this.orgs = orgs;
        this.values = values;
    }

    @GET
    @Operation(
            operationId = "listStrayResults",
            summary = "Results that do not count: of orgs, waves or attempts that were not commanded",
            description =
                    "In the order of their orgs' keys; 'limit' bounds the orgs, of which each has at most 200 results.")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(responseCode = "404", description = Absences.NO_CAMPAIGN)
    public Strays list(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId,
            @Parameter(description = "'next' of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Most orgs of the page", example = "50") @QueryParam("limit") @Nullable String limit) {
        var position = values.optionalOrgKey("after", after);
        int size = values.limit(limit);
        var rules = campaigns
                .find(values.campaignId(campaignId))
                .filter(campaign -> campaign.time().isPresent())
                .orElseThrow(() -> Absences.unknownCampaign(campaignId))
                .rules();
        var oneMore = orgs.withStrays(campaignId, position, size + 1);
        var shown = oneMore.subList(0, Math.min(size, oneMore.size()));
        return new Strays(
                shown.stream().flatMap(view -> Stray.of(view, rules).stream()).toList(),
                oneMore.size() > size
                        ? Optional.of(shown.getLast().id().orgKey().value())
                        : Optional.empty());
    }
}
