package io.pushwave.executor.rest;

import io.pushwave.executor.postgres.OpenRequest;
import io.pushwave.executor.postgres.PushRequests;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The open push requests: what is under way, since when, and why it waits. */
@Path("/api/push-requests")
@Produces(MediaType.APPLICATION_JSON)
public class PushRequestsResource {
    private static final int LIMIT_MAXIMUM = 1000;

    private final PushRequests requests;

    PushRequestsResource(PushRequests requests) {
        this.requests = requests;
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
    public Page open(@QueryParam("after") @Nullable String after, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LIMIT_MAXIMUM) {
            throw new BadRequestException("limit is " + limit + ", 1 to " + LIMIT_MAXIMUM + " is allowed");
        }
        var items = requests.open(Optional.ofNullable(after), limit);
        return new Page(items, items.size() < limit ? null : items.getLast().id());
    }
}
