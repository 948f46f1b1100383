package io.pushwave.planner.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.planner.campaign.BrakeCampaign;
import io.pushwave.planner.campaign.DriveCampaigns;
import io.pushwave.planner.domain.Brake;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.CampaignState;
import io.pushwave.planner.postgres.Campaigns;
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
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Campaigns as the planner knows them, and their brake. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Campaigns", description = "What is being pushed, and how to stop it")
public class CampaignResource {
    private static final int PAGE_MAXIMUM = 200;

    private final Campaigns campaigns;
    private final BrakeCampaign brakeCampaign;
    private final DriveCampaigns driver;

    CampaignResource(Campaigns campaigns, BrakeCampaign brakeCampaign, DriveCampaigns driver) {
        this.campaigns = campaigns;
        this.brakeCampaign = brakeCampaign;
        this.driver = driver;
    }

    /** One page; {@code next} is what to give as {@code after} for the next one, and absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record CampaignPage(List<CampaignAnswer> items, Optional<String> next) {}

    /** Who brakes, and why. */
    public record BrakeRequest(
            @Nullable String by, @Nullable String reason) {}

    /** The campaign after a brake; {@code controlEpoch} is that of the control message that tells the executor. */
    public record BrakeAnswer(String campaignId, CampaignState.Name state, long controlEpoch) {}

    @GET
    @Transactional
    @Operation(summary = "Campaigns, newest first")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(responseCode = "400", description = "A parameter is out of its range")
    public CampaignPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int size = limit(limit);
        var found = campaigns.page(
                Optional.ofNullable(state).map(CampaignResource::state), Optional.ofNullable(after), size + 1);
        var items = found.stream().limit(size).map(CampaignAnswer::of).toList();
        return new CampaignPage(
                items, found.size() > size ? Optional.of(items.getLast().campaignId()) : Optional.empty());
    }

    @GET
    @Path("/{campaignId}")
    @Transactional
    @Operation(summary = "One campaign with the counts of its waves")
    @APIResponse(responseCode = "200", description = "The campaign")
    @APIResponse(responseCode = "404", description = "No such campaign")
    public CampaignAnswer get(@PathParam("campaignId") String campaignId) {
        return campaigns
                .view(new CampaignId(campaignId))
                .map(CampaignAnswer::of)
                .orElseThrow(() -> Problems.notFound("campaignId", campaignId));
    }

    @POST
    @Path("/{campaignId}/halt")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Starts nothing new until somebody resumes")
    @APIResponse(responseCode = "200", description = "Halted")
    @APIResponse(responseCode = "409", description = "The campaign is not RUNNING")
    public BrakeAnswer halt(@PathParam("campaignId") String campaignId, @Nullable BrakeRequest request) {
        return brake(Brake.HALT, campaignId, request);
    }

    @POST
    @Path("/{campaignId}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Takes a halt back",
            description = "Where the gate halted, the failures so far are accepted and the tolerance is granted anew.")
    @APIResponse(responseCode = "200", description = "Running again")
    @APIResponse(responseCode = "409", description = "The campaign is not HALTED")
    public BrakeAnswer resume(@PathParam("campaignId") String campaignId, @Nullable BrakeRequest request) {
        return brake(Brake.RESUME, campaignId, request);
    }

    @POST
    @Path("/{campaignId}/abort")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ends the campaign for good", description = "Pushes that run already are not interrupted.")
    @APIResponse(responseCode = "200", description = "Aborted")
    @APIResponse(responseCode = "409", description = "The campaign has ended")
    public BrakeAnswer abort(@PathParam("campaignId") String campaignId, @Nullable BrakeRequest request) {
        return brake(Brake.ABORT, campaignId, request);
    }

    private BrakeAnswer brake(Brake brake, String campaignId, @Nullable BrakeRequest request) {
        var by = request == null ? null : request.by();
        if (by == null || by.isBlank()) {
            throw Problems.invalid("by", by, "by is missing or blank: say who wants it");
        }
        var reason = request == null || request.reason() == null ? "" : request.reason();
        var outcome = brakeCampaign.apply(brake, new CampaignId(campaignId), by, reason);
        driver.wake();
        return switch (outcome) {
            case BrakeCampaign.Outcome.Done done ->
                new BrakeAnswer(
                        campaignId,
                        done.campaign().state().name(),
                        done.campaign().controlEpoch());
            case BrakeCampaign.Outcome.Refused refused ->
                throw Problems.conflict(
                        "wrong-state",
                        "The campaign's state does not allow it",
                        "state",
                        refused.campaign().state().name().name(),
                        brake.rule());
            case BrakeCampaign.Outcome.NotFound _ -> throw Problems.notFound("campaignId", campaignId);
        };
    }

    private static CampaignState.Name state(String value) {
        return Arrays.stream(CampaignState.Name.values())
                .filter(name -> name.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problems.invalid(
                        "state", value, "state must be one of " + Arrays.toString(CampaignState.Name.values())));
    }

    private static int limit(String value) {
        var rule = "limit must be a number from 1 to " + PAGE_MAXIMUM;
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= PAGE_MAXIMUM) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // The problem below names the value.
        }
        throw Problems.invalid("limit", value, rule);
    }
}
