package io.pushwave.status.rest;

import io.pushwave.status.StatusConfig;
import io.pushwave.status.domain.CampaignView;
import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgState;
import io.pushwave.status.postgres.Campaigns;
import io.pushwave.status.postgres.OrgPages;
import io.pushwave.status.postgres.TimelineRows;
import io.pushwave.status.rest.Answers.Org;
import io.pushwave.status.rest.Answers.OrgWithTimeline;
import io.pushwave.status.rest.Answers.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The orgs of one campaign. */
@Path("/api/campaigns/{campaignId}/orgs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orgs")
public class CampaignOrgResource {
    private final Campaigns campaigns;
    private final OrgPages orgs;
    private final TimelineRows timeline;
    private final RequestValues values;
    private final StatusConfig config;

    CampaignOrgResource(
            Campaigns campaigns, OrgPages orgs, TimelineRows timeline, RequestValues values, StatusConfig config) {
        this.campaigns = campaigns;
        this.orgs = orgs;
        this.timeline = timeline;
        this.values = values;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "Orgs of a campaign in the order of their keys",
            description =
                    "'state' takes several with commas between them; 'q' is the beginning of an org's name, in any case, "
                            + "or of its key; 'after' is the key that the page before ended with.")
    public Page<Org> list(
            @PathParam("campaignId") String campaignId,
            @QueryParam("state") List<String> states,
            @QueryParam("wave") @Nullable String wave,
            @QueryParam("instance") @Nullable String instance,
            @QueryParam("orgType") @Nullable String orgType,
            @QueryParam("q") @Nullable String search,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        var filter = new OrgPages.Filter(
                values.several("state", OrgState.class, states),
                values.wave(wave),
                values.text("instance", instance),
                values.text("orgType", orgType),
                values.search(search),
                values.optionalOrgKey("after", after));
        int size = values.limit(limit);
        var rules = campaign(campaignId).rules();
        return Page.of(
                orgs.list(campaignId, rules, filter, size + 1),
                size,
                view -> Org.of(view, rules),
                last -> last.id().orgKey().value());
    }

    @GET
    @Path("/{orgKey}")
    @Operation(summary = "One org in a campaign: where it stands, and everything that happened to it")
    public OrgWithTimeline find(@PathParam("campaignId") String campaignId, @PathParam("orgKey") String orgKey) {
        var id = new OrgId(campaignId, values.orgKey("orgKey", orgKey));
        var rules = campaign(campaignId).rules();
        var view = orgs.find(id).orElseThrow(() -> Problems.unknownOrgInCampaign(orgKey));
        return new OrgWithTimeline(
                Org.of(view, rules), timeline.of(id, config.timeline().maximum()));
    }

    private CampaignView campaign(String campaignId) {
        return campaigns
                .find(campaignId)
                .filter(campaign -> campaign.description().isPresent())
                .orElseThrow(() -> Problems.unknownCampaign(campaignId));
    }
}
