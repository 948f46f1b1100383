package io.pushwave.executor.rest;

import io.pushwave.executor.packaging.ApiUsage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How much of Salesforce's daily limit is used. */
@Path("/api/budget")
@Produces(MediaType.APPLICATION_JSON)
public class BudgetResource {
    private final ApiUsage usage;

    BudgetResource(ApiUsage usage) {
        this.usage = usage;
    }

    /**
     * The daily limit as Salesforce last told it, and this instance's part in it.
     *
     * @param callsMade calls of this instance since its start
     * @param used calls of all clients in the last 24 hours; null until Salesforce has told
     * @param allowed the limit for 24 hours; null until Salesforce has told
     * @param asOf when Salesforce told; null until then
     */
    public record Budget(
            long callsMade,
            @Nullable Long used,
            @Nullable Long allowed,
            @Nullable Instant asOf) {}

    @GET
    public Budget budget() {
        return usage.limit()
                .map(limit -> new Budget(usage.calls(), limit.used(), limit.allowed(), limit.asOf()))
                .orElseGet(() -> new Budget(usage.calls(), null, null, null));
    }
}
