package io.pushwave.status.rest;

import io.pushwave.status.CampaignSummaries;
import io.pushwave.status.domain.CampaignState;
import io.pushwave.status.domain.CampaignSummary;
import io.pushwave.status.postgres.CampaignEventRows;
import io.pushwave.status.postgres.Campaigns;
import io.pushwave.status.postgres.Campaigns.Position;
import io.pushwave.status.rest.Answers.Event;
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
    @Operation(summary = "Campaigns, newest first, with the number of orgs in each state")
    public Page<CampaignSummary> list(
            @QueryParam("packageVersionId") @Nullable String packageVersionId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
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
    @Operation(summary = "One campaign: where it stands, and how many orgs stand where, in all and by wave")
    public CampaignSummary find(@PathParam("campaignId") String campaignId) {
        return summaries.find(campaignId).orElseThrow(() -> Problems.unknownCampaign(campaignId));
    }

    @GET
    @Path("/{campaignId}/waves")
    @Operation(summary = "The waves of a campaign, each with its gate's newest decision")
    public List<CampaignSummary.Wave> waves(@PathParam("campaignId") String campaignId) {
        return find(campaignId).waves();
    }

    @GET
    @Path("/{campaignId}/events")
    @Operation(summary = "What happened to a campaign, in order; 'after' is a sequence")
    public Page<Event> events(
            @PathParam("campaignId") String campaignId,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        long sequence = values.sequence("after", after);
        int size = values.limit(limit);
        find(campaignId);
        return Page.of(
                events.after(campaignId, sequence, size + 1), size, Event::of, last -> Long.toString(last.sequence()));
    }
}
