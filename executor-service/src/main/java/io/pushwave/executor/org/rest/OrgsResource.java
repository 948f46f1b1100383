package io.pushwave.executor.org.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.InstallationFacts;
import io.pushwave.executor.inventory.postgres.Subscribers;
import io.pushwave.executor.org.CommandFacts;
import io.pushwave.executor.org.Explanation;
import io.pushwave.executor.org.postgres.OrgCommands;
import io.pushwave.executor.rest.BoundedAnswers;
import io.pushwave.executor.rest.RequestValues;
import io.pushwave.executor.salesforce.call.SalesforceState;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the executor believes about one org, and why. */
@Path("/api/orgs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orgs")
public class OrgsResource {
    private static final int LIMIT_STANDARD = 20;

    private final OrgCommands commands;
    private final Subscribers subscribers;
    private final BoundedAnswers answers;
    private final SalesforceState salesforce;
    private final Duration jobTimeout;
    private final Clock clock;

    OrgsResource(
            OrgCommands commands,
            Subscribers subscribers,
            BoundedAnswers answers,
            SalesforceState salesforce,
            ExecutorConfig config,
            Clock clock) {
        this.commands = commands;
        this.subscribers = subscribers;
        this.answers = answers;
        this.salesforce = salesforce;
        this.jobTimeout = config.polling().jobTimeout();
        this.clock = clock;
    }

    /**
     * One org.
     *
     * @param known whether any copy of subscribers has it, or any command was ever for it; if not, there is no such org as far as
     *     the executor knows
     * @param sentence the same, for people
     * @param salesforceTrouble why nothing can be asked of Salesforce at present; null if all is well
     * @param inventory what the copies of subscribers have of it, by package
     * @param commands newest first; empty if the executor has never had a command for the org
     */
    public record Org(
            String orgKey,
            Instant asOf,
            boolean known,
            String sentence,
            @Nullable String salesforceTrouble,
            List<Installation> inventory,
            List<Command> commands) {}

    /** One command: what is stored, and what that means, in sentences. */
    public record Command(CommandFacts facts, List<String> why) {}

    /**
     * What the copy of one package's subscribers has of the org.
     *
     * @param orgStatus Active, Demo, Free, Inactive or Trial
     * @param orgType Production or Sandbox
     * @param parentOrg the production org of a sandbox; null for others
     * @param installedVersionId 04t…, the one that it has, or had before it was uninstalled
     * @param pushBlocked whether the customer blocks push upgrades
     * @param uninstalled whether a push has told that the org has the package no more
     * @param corrected whether a push has told something of the org since it was read
     * @param asOf when the copy was read; null until it is whole
     * @param why what that means, in sentences
     */
    public record Installation(
            String packageId,
            String orgName,
            String orgStatus,
            String orgType,
            String instanceName,
            @Nullable String parentOrg,
            String installedVersionId,
            boolean pushBlocked,
            boolean uninstalled,
            boolean corrected,
            @Nullable Instant asOf,
            List<String> why) {
        static Installation of(InstallationFacts facts) {
            return new Installation(
                    facts.packageId(),
                    facts.orgName(),
                    facts.orgStatus(),
                    facts.orgType(),
                    facts.instanceName(),
                    facts.parentOrg().map(OrgKey::value).orElse(null),
                    facts.installedVersionId(),
                    facts.pushBlocked(),
                    facts.uninstalled(),
                    facts.corrected(),
                    facts.asOf().orElse(null),
                    facts.why());
        }
    }

    /**
     * What is known of an org, its commands with their explanations.
     *
     * @param key 15 or 18 characters
     * @param limit 1 to 1,000
     */
    @GET
    @Path("/{orgKey}")
    @Operation(
            operationId = "getOrg",
            summary = "What the executor knows of an org",
            description =
                    "Its installations, as the copies of subscribers have them, and its push commands, newest first, each"
                            + " with where it stands and why. An org that nobody has heard of is answered with known = false.")
    @APIResponse(
            responseCode = "200",
            description = "What is known; known tells whether anything is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Org.class),
                            examples = @ExampleObject(name = "blocked and never commanded", value = """
                    {"orgKey":"00D000000000001","asOf":"2026-11-22T12:00:00Z","known":true,
                     "sentence":"The org is known and was never commanded.","salesforceTrouble":null,
                     "inventory":[{"packageId":"033000000000001AAA","orgName":"Acme","orgStatus":"Active","orgType":"Production",
                       "instanceName":"NA174","parentOrg":null,"installedVersionId":"04t000000000001AAA","pushBlocked":true,
                       "uninstalled":false,"corrected":false,"asOf":"2026-11-22T11:50:00Z",
                       "why":["The org has version 04t000000000001AAA of package 033000000000001AAA.",
                              "The customer blocks push upgrades of the package.",
                              "The subscribers were last read at 2026-11-22T11:50:00Z."]}],
                     "commands":[]}""")))
    public Org org(
            @Parameter(description = "The org's id, 15 or 18 characters, case-sensitive", example = "00D000000000001")
                    @PathParam("orgKey")
                    String key,
            @Parameter(
                            description = "Most commands",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        int most = RequestValues.limit(limit, LIMIT_STANDARD);
        var org = RequestValues.orgKey(key);
        return answers.within(() -> known(org, most));
    }

    private Org known(OrgKey org, int most) {
        var now = clock.instant();
        var explained = commands.of(org, most).stream()
                .map(facts -> new Command(facts, Explanation.of(facts, jobTimeout, now)))
                .toList();
        var inventory = subscribers.known(org).stream().map(Installation::of).toList();
        return new Org(
                org.value(),
                now,
                !explained.isEmpty() || !inventory.isEmpty(),
                sentence(!explained.isEmpty(), !inventory.isEmpty()),
                salesforce.trouble().orElse(null),
                inventory,
                explained);
    }

    private static String sentence(boolean commanded, boolean inventoried) {
        if (commanded) {
            return inventoried
                    ? "The org is known and was commanded."
                    : "The org was commanded, and no copy of subscribers has it at present.";
        }
        return inventoried
                ? "The org is known and was never commanded."
                : "No copy of subscribers has an org with this id, and none was ever commanded; ids are case-sensitive.";
    }
}
