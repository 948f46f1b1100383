package io.pushwave.status.rest;

import io.pushwave.status.StatusConfig;
import io.pushwave.status.campaign.CampaignSummary;
import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgState;
import io.pushwave.status.org.postgres.OrgNameRows;
import io.pushwave.status.org.postgres.OrgPages;
import io.pushwave.status.org.postgres.TimelineRows;
import io.pushwave.status.rest.Absences.AbsentOrg;
import io.pushwave.status.rest.Answers.Org;
import io.pushwave.status.rest.Answers.OrgWithTimeline;
import io.pushwave.status.rest.Answers.Page;
import io.pushwave.status.rest.Answers.TimelineLine;
import io.pushwave.status.summary.CampaignSummaries;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    private final OrgNameRows names;
    private final CampaignSummaries summaries;
    private final RequestValues values;
    private final StatusConfig config;

    CampaignOrgResource(
            Campaigns campaigns,
            OrgPages orgs,
            TimelineRows timeline,
            OrgNameRows names,
            CampaignSummaries summaries,
            RequestValues values,
            StatusConfig config) {
        this.names = names;
        this.summaries = summaries;
        this.campaigns = campaigns;
        this.orgs = orgs;
        this.timeline = timeline;
        this.values = values;
        this.config = config;
    }

    @GET
    @Operation(
            operationId = "listOrgs",
            summary = "Orgs of a campaign in the order of their keys",
            description = "'state' takes several with commas between them; 'q' is any part of a name of the org, in any"
                    + " case, or the beginning of its key; 'after' is the key that the page before ended with.")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(responseCode = "404", description = Absences.NO_CAMPAIGN)
    public Page<Org> list(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId,
            @Parameter(example = "FAILED,RETRYING") @QueryParam("state") List<String> states,
            @Parameter(example = "2") @QueryParam("wave") @Nullable String wave,
            @Parameter(example = "NA135") @QueryParam("instance") @Nullable String instance,
            @Parameter(example = "Sandbox") @QueryParam("orgType") @Nullable String orgType,
            @Parameter(description = "Any part of the name, or an org id") @QueryParam("q") @Nullable String search,
            @Parameter(description = "'next' of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Most entries of the page", example = "50") @QueryParam("limit") @Nullable String limit) {
        var filter = new OrgPages.Filter(
                values.several("state", OrgState.class, states),
                values.wave(wave),
                values.text("instance", instance),
                values.text("orgType", orgType),
                values.search(search),
                values.optionalOrgKey("after", after));
        int size = values.limit(limit);
        var campaign = campaign(campaignId);
        return Page.of(
                orgs.list(campaignId, campaign.rules(), filter, size + 1),
                size,
                standing -> Org.of(standing, campaign),
                last -> last.id().orgKey().value());
    }

    @GET
    @Path("/{orgKey}")
    @Operation(
            operationId = "getOrgOfCampaign",
            summary = "One org in a campaign: where it stands, and everything that happened to it")
    @APIResponse(responseCode = "200", description = "The org")
    @APIResponse(
            responseCode = "404",
            description = Absences.NO_ORG,
            content =
                    @Content(
                            mediaType = Absences.PROBLEM,
                            schema = @Schema(implementation = AbsentOrg.class),
                            examples = @ExampleObject(name = "unknown", value = Absences.UNKNOWN_ORG)))
    public OrgWithTimeline find(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId,
            @Parameter(description = "15 or 18 characters, case-sensitive", example = "00D000000000001EAA")
                    @PathParam("orgKey")
                    String orgKey) {
        var id = new OrgId(values.campaignId(campaignId), values.orgKey("orgKey", orgKey));
        var campaign = campaign(campaignId);
        var view = orgs.find(id);
        var standing = view.flatMap(known -> OrgStanding.of(known, campaign.attemptsMaximum()))
                .orElseThrow(() -> absent(id));
        var strays = view.map(known -> known.strays(campaign.attemptsMaximum())).orElseGet(TreeMap::new);
        return new OrgWithTimeline(
                Org.of(standing, campaign),
                timeline.of(id, config.timeline().maximum()).stream()
                        .map(entry -> TimelineLine.of(entry, strays))
                        .toList());
    }

    private HttpProblem absent(OrgId id) {
        var orgKey = id.orgKey();
        return names.known(orgKey)
                ? Absences.notPlanned(
                        orgKey.value(),
                        summaries
                                .find(id.campaignId())
                                .map(CampaignSummary::complete)
                                .orElse(false))
                : Absences.unknownOrg(orgKey.value(), names.inAnotherCase(orgKey.value()));
    }

    private CampaignView campaign(String campaignId) {
        return campaigns
                .find(values.campaignId(campaignId))
                .filter(campaign -> campaign.time().isPresent())
                .orElseThrow(() -> Absences.unknownCampaign(campaignId));
    }
}
