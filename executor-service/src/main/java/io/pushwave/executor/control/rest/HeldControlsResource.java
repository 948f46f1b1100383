package io.pushwave.executor.control.rest;

import io.pushwave.executor.control.postgres.HeldControls;
import io.pushwave.executor.intake.work.TakeInWork;
import io.pushwave.executor.rest.BoundedAnswers;
import io.pushwave.executor.rest.RequestValues;
import io.pushwave.http.Problems;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Controls that nobody can read, and whom they hold (ADR 0024). */
@Path("/api/held-controls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Held controls")
public class HeldControlsResource {
    private final HeldControls held;
    private final TakeInWork takeIn;
    private final BoundedAnswers answers;

    HeldControlsResource(HeldControls held, TakeInWork takeIn, BoundedAnswers answers) {
        this.held = held;
        this.takeIn = takeIn;
        this.answers = answers;
    }

    /**
     * One control that cannot be read.
     *
     * @param campaignId whom it holds; null if it holds all campaigns
     * @param partition where it lies in the topic of controls
     * @param offset where it lies in the partition
     * @param reason why it is no message
     * @param todo what somebody can do, for people
     */
    public record HeldControl(
            long id,
            @Nullable String campaignId,
            int partition,
            long offset,
            String reason,
            Instant since,
            String todo) {}

    /** Those that hold, oldest first, at most 1,000. */
    public record Page(List<HeldControl> items) {}

    @GET
    @Operation(operationId = "listHeldControls", summary = "Words about campaigns that cannot be read and hold them")
    @APIResponseSchema(value = Page.class, responseDescription = "Those that hold", responseCode = "200")
    public Page all() {
        return answers.within(() -> new Page(
                held.holding().stream().map(HeldControlsResource::control).toList()));
    }

    /** Somebody has looked at it and says that it is no brake; asking twice changes nothing more. */
    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "dropHeldControl",
            summary = "Let a word that cannot be read hold nobody any more",
            description =
                    "For a word that is known to be no brake. One that is, is put back from the dead letters, or its"
                            + " campaign is halted or aborted anew.")
    @APIResponse(responseCode = "204", description = "It holds nobody")
    @APIResponse(responseCode = "404", description = "No word that holds anybody has this id")
    public Response drop(
            @Parameter(description = "Its id", schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
                    @PathParam("id")
                    String id) {
        long number = RequestValues.number(id, "id");
        if (!answers.within(() -> takeIn.dropControl(number))) {
            throw Problems.notFound("id", id, "no word that cannot be read and holds anybody has the id " + number);
        }
        return Response.noContent().build();
    }

    private static HeldControl control(HeldControls.Holding holding) {
        return new HeldControl(
                holding.id(),
                holding.campaignId().orElse(null),
                holding.partition(),
                holding.offset(),
                holding.reason(),
                holding.since(),
                "Halt, resume or abort the campaign, which sends a newer word; or put this one back with"
                        + " ./pushwave redrive pushwave.campaign-controls.v1; or, if it was no brake, DELETE"
                        + " /api/held-controls/" + holding.id() + ".");
    }
}
