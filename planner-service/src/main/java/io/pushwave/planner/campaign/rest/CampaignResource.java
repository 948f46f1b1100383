package io.pushwave.planner.campaign.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.http.Problems;
import io.pushwave.planner.CampaignsSignal;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.campaign.AuditEntry;
import io.pushwave.planner.campaign.Brake;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.campaign.work.BrakeCampaign;
import io.pushwave.planner.campaign.work.BrakeCampaign.Result;
import io.pushwave.planner.rest.DatabaseAway;
import io.pushwave.planner.rest.RequestValues;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

/** Campaigns as the planner knows them, and their brake. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Campaigns", description = "What is being pushed, and how to stop it")
public class CampaignResource {
    private static final String PROBLEM = "application/problem+json";
    private static final String WRONG_STATE = "The campaign's state does not allow it; the value is the state";
    private static final String ABORTED = """
            {"type": "urn:pushwave:problem:wrong-state", "title": "The campaign's state does not allow it", "status": 409,
             "detail": "only a RUNNING campaign can be halted", "field": "state", "value": "ABORTED",
             "rule": "only a RUNNING campaign can be halted"}""";

    private final Campaigns campaigns;
    private final BrakeCampaign brakeCampaign;
    private final CampaignsSignal campaignsSignal;
    private final TextLimits limits;

    CampaignResource(
            Campaigns campaigns, BrakeCampaign brakeCampaign, CampaignsSignal campaignsSignal, PlannerConfig config) {
        this.campaigns = campaigns;
        this.brakeCampaign = brakeCampaign;
        this.campaignsSignal = campaignsSignal;
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    /** One page; {@code next} is what to give as {@code after} for the next one, and absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = "items")
    public record CampaignPage(List<CampaignAnswer> items, Optional<String> next) {}

    /**
     * The campaign after a brake.
     *
     * @param controlEpoch that of the control message to the executors
     * @param since when it came to its state; before the request if {@code repeated}
     * @param by through whom it came to its state
     * @param repeated whether it was in that state already, so that nothing was changed
     */
    @Schema(requiredProperties = {"campaignId", "state", "controlEpoch", "since", "by", "reason", "repeated"})
    public record BrakeAnswer(
            String campaignId,
            CampaignState.Name state,
            long controlEpoch,
            Instant since,
            String by,
            String reason,
            boolean repeated) {
        private static BrakeAnswer of(Campaign campaign, AuditEntry stateEntry, boolean repeated) {
            return new BrakeAnswer(
                    campaign.id().value(),
                    campaign.state().name(),
                    campaign.controlEpoch(),
                    stateEntry.at(),
                    stateEntry.by(),
                    stateEntry.reason(),
                    repeated);
        }
    }

    @GET
    @Transactional
    @Operation(operationId = "listCampaigns", summary = "Campaigns, newest first")
    @APIResponse(responseCode = "200", description = "One page")
    public CampaignPage list(
            @Parameter(
                            description = "Only campaigns in this state",
                            schema = @Schema(implementation = CampaignState.Name.class))
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(description = "Only campaigns older than this one: next of the page before")
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Most campaigns on the page",
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
        var found = campaigns.page(
                RequestValues.oneOf("state", state, CampaignState.Name.class),
                RequestValues.optional("after", after),
                size + 1);
        var items = found.stream().limit(size).map(CampaignAnswer::of).toList();
        return new CampaignPage(
                items, found.size() > size ? Optional.of(items.getLast().campaignId()) : Optional.empty());
    }

    @GET
    @Path("/{campaignId}")
    @Transactional
    @Operation(operationId = "getCampaign", summary = "One campaign with the counts of its waves")
    @APIResponse(responseCode = "200", description = "The campaign")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    public CampaignAnswer get(@PathParam("campaignId") String campaignId) {
        return campaigns
                .view(RequestValues.campaignId(campaignId))
                .map(CampaignAnswer::of)
                .orElseThrow(() -> Problems.notFound("campaignId", campaignId));
    }

    @POST
    @Path("/{campaignId}/halt")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "haltCampaign",
            summary = "Starts nothing new until somebody resumes",
            description = "Halting a halted campaign changes nothing and says since when it is, and by whom.")
    @APIResponse(responseCode = "200", description = "Halted")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(
            responseCode = "409",
            description = WRONG_STATE,
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "aborted", value = ABORTED)))
    public BrakeAnswer halt(
            @PathParam("campaignId") String campaignId, @RequestBody(required = true) @Nullable BrakeRequest request) {
        return brake(Brake.HALT, campaignId, request);
    }

    @POST
    @Path("/{campaignId}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resumeCampaign",
            summary = "Takes a halt back",
            description = "Where the gate halted, the failures so far are accepted and the tolerance is granted anew."
                    + " Resuming a running campaign changes nothing.")
    @APIResponse(responseCode = "200", description = "Running")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(
            responseCode = "409",
            description = WRONG_STATE,
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "aborted", value = ABORTED)))
    public BrakeAnswer resume(
            @PathParam("campaignId") String campaignId, @RequestBody(required = true) @Nullable BrakeRequest request) {
        return brake(Brake.RESUME, campaignId, request);
    }

    @POST
    @Path("/{campaignId}/abort")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "abortCampaign",
            summary = "Ends the campaign for good",
            description = "Pushes that run already are not interrupted. Aborting an aborted campaign changes nothing.")
    @APIResponse(responseCode = "200", description = "Aborted")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(
            responseCode = "409",
            description = WRONG_STATE,
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "aborted", value = ABORTED)))
    public BrakeAnswer abort(
            @PathParam("campaignId") String campaignId, @RequestBody(required = true) @Nullable BrakeRequest request) {
        return brake(Brake.ABORT, campaignId, request);
    }

    private BrakeAnswer brake(Brake brake, String campaignId, @Nullable BrakeRequest request) {
        var id = RequestValues.campaignId(campaignId);
        var checked = BrakeRequest.checked(request, limits);
        var result = DatabaseAway.call(
                "the " + brake.name().toLowerCase(Locale.ROOT),
                "applied",
                () -> brakeCampaign.apply(brake, id, checked.by(), checked.reason()));
        campaignsSignal.wake();
        return switch (result) {
            case Result.Done done -> BrakeAnswer.of(done.campaign(), done.stateEntry(), false);
            case Result.Unchanged unchanged -> BrakeAnswer.of(unchanged.campaign(), unchanged.stateEntry(), true);
            case Result.Refused refused ->
                throw Problems.conflict(
                        "wrong-state",
                        "The campaign's state does not allow it",
                        "state",
                        refused.campaign().state().name().name(),
                        brake.rule());
            case Result.NotFound _ -> throw Problems.notFound("campaignId", campaignId);
        };
    }
}
