package io.pushwave.executor.request.rest;

import io.pushwave.executor.request.postgres.OpenRequest;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.rest.BoundedAnswers;
import io.pushwave.executor.rest.RequestValues;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The open push requests: what is under way, since when, and why it waits. */
@Path("/api/push-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Push requests")
public class PushRequestsResource {
    private static final int LIMIT_STANDARD = 100;

    private final PushRequests requests;
    private final BoundedAnswers answers;

    PushRequestsResource(PushRequests requests, BoundedAnswers answers) {
        this.requests = requests;
        this.answers = answers;
    }

    /**
     * One page.
     *
     * @param next where the next page begins; null on the last one
     */
    public record Page(List<OpenRequest> items, @Nullable String next) {}

    /**
     * A page of open requests, oldest first.
     *
     * @param after the {@code next} of the page before
     * @param limit 1 to 1,000
     */
    @GET
    @Operation(
            operationId = "listOpenPushRequests",
            summary = "Push requests that have not ended, oldest first, and why one waits")
    @APIResponseSchema(value = Page.class, responseDescription = "A page", responseCode = "200")
    public Page open(
            @Parameter(description = "The next of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(
                            description = "Most entries",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        int most = RequestValues.limit(limit, LIMIT_STANDARD);
        var from = RequestValues.after(after);
        var items = answers.within(() -> requests.open(Optional.of(from), most));
        return new Page(items, items.size() < most ? null : items.getLast().id());
    }
}
