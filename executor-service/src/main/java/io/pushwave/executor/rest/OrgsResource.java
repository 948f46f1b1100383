package io.pushwave.executor.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.CommandFacts;
import io.pushwave.executor.domain.Explanation;
import io.pushwave.executor.packaging.SalesforceState;
import io.pushwave.executor.postgres.OrgCommands;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the executor believes about one org, and why. */
@Path("/api/orgs")
@Produces(MediaType.APPLICATION_JSON)
public class OrgsResource {
    private static final int LIMIT_MAXIMUM = 1000;

    private final OrgCommands commands;
    private final SalesforceState salesforce;
    private final Duration jobTimeout;
    private final Clock clock;

    OrgsResource(OrgCommands commands, SalesforceState salesforce, ExecutorConfig config, Clock clock) {
        this.commands = commands;
        this.salesforce = salesforce;
        this.jobTimeout = config.polling().jobTimeout();
        this.clock = clock;
    }

    /**
     * One org.
     *
     * @param salesforceTrouble why nothing can be asked of Salesforce at present; null if all is well
     * @param commands newest first; empty if the executor has never had a command for the org
     */
    public record Org(String orgKey, Instant asOf, @Nullable String salesforceTrouble, List<Command> commands) {}

    /** One command: what is stored, and what that means, in sentences. */
    public record Command(CommandFacts facts, List<String> why) {}

    /**
     * The commands of an org with their explanations.
     *
     * @param key 15 or 18 characters
     * @param limit 1 to 1,000
     */
    @GET
    @Path("/{orgKey}")
    public Org org(@PathParam("orgKey") String key, @QueryParam("limit") @DefaultValue("20") int limit) {
        if (limit < 1 || limit > LIMIT_MAXIMUM) {
            throw new BadRequestException("limit is " + limit + ", 1 to " + LIMIT_MAXIMUM + " is allowed");
        }
        var org = orgKey(key);
        var now = clock.instant();
        var explained = commands.of(org, limit).stream()
                .map(facts -> new Command(facts, Explanation.of(facts, jobTimeout, now)))
                .toList();
        return new Org(org.value(), now, salesforce.trouble().orElse(null), explained);
    }

    private static OrgKey orgKey(String key) {
        try {
            return new OrgKey(key);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage(), e);
        }
    }
}
