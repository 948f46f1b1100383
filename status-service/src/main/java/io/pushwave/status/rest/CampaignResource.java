package io.pushwave.status.rest;

import io.pushwave.status.campaign.CampaignState;
import io.pushwave.status.campaign.CampaignSummary;
import io.pushwave.status.campaign.postgres.CampaignEventRows;
import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.campaign.postgres.Campaigns.Position;
import io.pushwave.status.rest.Answers.Event;
import io.pushwave.status.rest.Answers.Page;
import io.pushwave.status.summary.CampaignSummaries;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Campaigns as a whole. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Campaigns")
public class CampaignResource {
    private final CampaignSummaries summaries;
    private final CampaignEventRows events;
    private final RequestValues values;

    CampaignResource(CampaignSummaries summaries, CampaignEventRows events, RequestValues values) {
        this.summaries = summaries;
        this.events = events;
        this.values = values;
    }

    @GET
    @Operation(
            operationId = "listCampaigns",
            summary = "Campaigns, newest first, with the number of orgs in each state")
    public Page<CampaignSummary> list(
            @Parameter(example = "04t000000000009") @QueryParam("packageVersionId") @Nullable String packageVersionId,
            @Parameter(description = "One of the states, in any case", example = "RUNNING")
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(description = "'next' of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Most entries of the page", example = "50") @QueryParam("limit") @Nullable String limit) {
        var filter = new Campaigns.Filter(
                values.packageVersionId(packageVersionId),
                values.one("state", CampaignState.class, state),
                values.position(after));
        int size = values.limit(limit);
        return Page.of(
                summaries.list(filter, size + 1),
                size,
                summary -> summary,
                last -> RequestValues.cursor(new Position(last.createdAt(), last.campaignId())));
    }

    @GET
    @Path("/{campaignId}")
    @Operation(
            operationId = "getCampaign",
            summary = "One campaign: where it stands, and how many orgs stand where, in all and by wave")
    @APIResponse(responseCode = "200", description = "The campaign")
    @APIResponse(responseCode = "404", description = Absences.NO_CAMPAIGN)
    public CampaignSummary find(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId) {
        return summaries.find(values.campaignId(campaignId)).orElseThrow(() -> Absences.unknownCampaign(campaignId));
    }

    @GET
    @Path("/{campaignId}/waves")
    @Operation(operationId = "listWaves", summary = "The waves of a campaign, each with its gate's newest decision")
    @APIResponse(responseCode = "200", description = "Its waves")
    @APIResponse(responseCode = "404", description = Absences.NO_CAMPAIGN)
    public List<CampaignSummary.Wave> waves(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId) {
        return find(campaignId).waves();
    }

    @GET
    @Path("/{campaignId}/events")
    @Operation(operationId = "listEvents", summary = "What happened to a campaign, in order; 'after' is a sequence")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(responseCode = "404", description = Absences.NO_CAMPAIGN)
    public Page<Event> events(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId,
            @Parameter(description = "'next' of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Most entries of the page", example = "50") @QueryParam("limit") @Nullable String limit) {
        long sequence = values.sequence("after", after);
        int size = values.limit(limit);
        find(campaignId);
        return Page.of(
                events.after(campaignId, sequence, size + 1),
                size,
                Event::of,
                last -> Long.toString(last.event().sequence()));
    }
}
