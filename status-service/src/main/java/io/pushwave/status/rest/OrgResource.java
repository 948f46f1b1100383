package io.pushwave.status.rest;

import io.pushwave.status.postgres.Campaigns;
import io.pushwave.status.postgres.OrgPages;
import io.pushwave.status.rest.Answers.OrgAcrossCampaigns;
import io.pushwave.status.rest.Answers.OrgInCampaign;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One org across campaigns: the answer to "was my org upgraded, and if not, why?". */
@Path("/api/orgs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orgs")
public class OrgResource {
    private final OrgPages orgs;
    private final Campaigns campaigns;
    private final RequestValues values;

    OrgResource(OrgPages orgs, Campaigns campaigns, RequestValues values) {
        this.orgs = orgs;
        this.campaigns = campaigns;
        this.values = values;
    }

    @GET
    @Path("/{orgKey}")
    @Operation(summary = "One org in every campaign that mentions it, the newest campaigns first")
    public OrgAcrossCampaigns find(@PathParam("orgKey") String orgKey, @QueryParam("limit") @Nullable String limit) {
        var key = values.orgKey("orgKey", orgKey);
        var views = orgs.acrossCampaigns(key, values.limit(limit));
        if (views.isEmpty()) {
            throw Problems.unknownOrg(orgKey);
        }
        var known = campaigns.find(
                views.stream().map(view -> view.id().campaignId()).collect(Collectors.toSet()));
        return new OrgAcrossCampaigns(
                key,
                views.stream()
                        .flatMap(view -> Optional.ofNullable(known.get(view.id().campaignId()))
                                .flatMap(campaign -> OrgInCampaign.of(view, campaign))
                                .stream())
                        .toList());
    }
}
