package io.pushwave.planner.strategy.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.http.Problems;
import io.pushwave.http.RequestValue;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.rest.DatabaseAway;
import io.pushwave.planner.rest.RequestValues;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.json.DocumentSchema;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import io.pushwave.planner.strategy.work.ChangeStrategy;
import io.pushwave.planner.strategy.work.ChangeStrategy.Result;
import io.pushwave.planner.strategy.work.Strategies;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Strategies: read in every version, changed by writing the next one. */
@Path("/api/strategies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Strategies", description = "How campaigns go about it")
public class StrategyResource {
    private static final String PROBLEM = "application/problem+json";
    private static final String SCHEMA = "application/schema+json";
    private static final String OUTDATED = """
            {"type": "urn:pushwave:problem:outdated", "title": "The request changes what is not there any more",
             "status": 412, "detail": "strategy 'standard' is at version 4 now, and not at \\"3\\"", "field": "If-Match",
             "value": "\\"3\\"", "rule": "strategy 'standard' is at version 4 now, and not at \\"3\\""}""";
    private static final String UNCONDITIONAL = """
            {"type": "urn:pushwave:problem:unconditional", "title": "The request has to say what it changes",
             "status": 428, "detail": "If-Match and If-None-Match are missing", "field": "If-Match",
             "rule": "If-Match and If-None-Match are missing"}""";

    private static final String THREE_WAVES = """
            {"by": "anna",
             "document": {"description": "Our own test orgs, then a tenth, then everybody",
                          "waves": [{"name": "Own test orgs", "selection": {"kind": "OWN_TEST_ORGS"}},
                                    {"name": "A tenth", "size": {"kind": "PERCENTAGE", "percentage": 10}},
                                    {"name": "Everybody else", "bake": "PT0S"}]}}""";

    private final Strategies strategies;
    private final ChangeStrategy changeStrategy;
    private final StrategyDocuments documents;
    private final TextLimits limits;

    StrategyResource(
            Strategies strategies, ChangeStrategy changeStrategy, StrategyDocuments documents, PlannerConfig config) {
        this.strategies = strategies;
        this.changeStrategy = changeStrategy;
        this.documents = documents;
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    /** One page; {@code next} is what to give as {@code after} for the next one, and absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = "items")
    public record StrategyPage(List<StrategySummary> items, Optional<String> next) {}

    @GET
    @Transactional
    @Operation(operationId = "listStrategies", summary = "The newest version of each strategy, by name")
    @APIResponse(responseCode = "200", description = "One page")
    public StrategyPage list(
            @Parameter(description = "Only strategies whose names come after this one: next of the page before")
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Most strategies on the page",
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
        var found =
                strategies.newestOfEach(RequestValues.optional("after", after).orElse(""), size + 1);
        return page(found, size, strategy -> strategy.strategy().name());
    }

    @GET
    @Path("/schema")
    @Produces(SCHEMA)
    @Operation(
            operationId = "getStrategySchema",
            summary = "The JSON Schema (draft 2020-12) of strategies' documents",
            description = "What it cannot say, its own description does.")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(mediaType = SCHEMA, schema = @Schema(type = SchemaType.OBJECT)))
    public String schema() {
        return DocumentSchema.text();
    }

    @GET
    @Path("/{name}")
    @Transactional
    @Operation(
            operationId = "getStrategy",
            summary = "One version of a strategy, the newest unless another is asked for")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            headers =
                    @Header(
                            name = HttpHeaders.ETAG,
                            description = "The version, in quotation marks",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = StrategyAnswer.class)))
    @APIResponse(responseCode = "404", description = "There is no such strategy, or no such version of it")
    public Response get(
            @PathParam("name") String name,
            @Parameter(description = "Counts from 1", schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @QueryParam("version")
                    @Nullable String version) {
        var checked = checkedName(name);
        if (version == null) {
            return tagged(
                    Response.ok(), strategies.newest(checked).orElseThrow(() -> Problems.notFound("name", checked)));
        }
        int number = version(version, "version");
        return tagged(
                Response.ok(),
                strategies
                        .find(checked, number)
                        .orElseThrow(() -> Problems.notFound(
                                "version",
                                version,
                                "version " + number + " of strategy '" + checked + "' does not exist")));
    }

    @GET
    @Path("/{name}/versions")
    @Transactional
    @Operation(operationId = "listStrategyVersions", summary = "The versions of a strategy, newest first")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(responseCode = "404", description = "There is no such strategy")
    public StrategyPage versions(
            @PathParam("name") String name,
            @Parameter(
                            description = "Only versions older than this one: next of the page before",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Most versions on the page",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        var checked = checkedName(name);
        int size = RequestValues.limit(limit);
        int below = after == null ? Integer.MAX_VALUE : version(after, "after");
        var found = strategies.versions(checked, below, size + 1);
        if (found.isEmpty() && strategies.newest(checked).isEmpty()) {
            throw Problems.notFound("name", checked);
        }
        return page(
                found, size, strategy -> Integer.toString(strategy.strategy().version()));
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putStrategy",
            summary = "Writes the next version of a strategy, or the first one of a new strategy",
            description = "If-Match names the version that is changed, If-None-Match: * says that the strategy is new."
                    + " A document that says what the newest version says makes no new one."
                    + " Campaigns keep the version that they began with.")
    @APIResponse(
            responseCode = "200",
            description = "The next version; the newest one, if it says the same already",
            content = @Content(schema = @Schema(implementation = StrategyAnswer.class)))
    @APIResponse(
            responseCode = "201",
            description = "The first version of a new strategy",
            content = @Content(schema = @Schema(implementation = StrategyAnswer.class)))
    @APIResponse(
            responseCode = "412",
            description = "Another version is the newest; ETag and rule say which",
            content = @Content(mediaType = PROBLEM, examples = @ExampleObject(name = "outdated", value = OUTDATED)))
    @APIResponse(
            responseCode = "428",
            description = "Neither If-Match nor If-None-Match is there",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "unconditional", value = UNCONDITIONAL)))
    public Response put(
            @PathParam("name") String name,
            @Parameter(
                            description = "The version that is changed, as GET has it in ETag",
                            schema = @Schema(type = SchemaType.STRING, examples = "\"3\""))
                    @HeaderParam(SeenVersion.IF_MATCH)
                    List<String> ifMatch,
            @Parameter(
                            description = "An asterisk: the strategy is new",
                            schema = @Schema(type = SchemaType.STRING, examples = "*"))
                    @HeaderParam(SeenVersion.IF_NONE_MATCH)
                    List<String> ifNoneMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = StrategyRequest.class),
                                            examples = @ExampleObject(name = "three waves", value = THREE_WAVES)))
                    @Nullable StrategyRequest request) {
        var checked = checkedName(name);
        var wanted = StrategyRequest.checked(request, limits, documents);
        return write(checked, SeenVersion.of(ifMatch, ifNoneMatch), wanted);
    }

    private Response write(String name, SeenVersion seen, StrategyRequest.Checked wanted) {
        var result = DatabaseAway.call(
                "the change of strategy '" + name + "'",
                "stored",
                () -> changeStrategy.write(name, seen.version(), wanted.document(), wanted.by()));
        return switch (result) {
            case Result.Written(StoredStrategy written) ->
                tagged(
                        written.strategy().version() == 1
                                ? Response.created(URI.create("/api/strategies/" + name))
                                : Response.ok(),
                        written);
            case Result.Unchanged(StoredStrategy newest) -> tagged(Response.ok(), newest);
            case Result.Outdated(Optional<StoredStrategy> newest) -> throw outdated(name, seen, newest);
        };
    }

    private static HttpProblem outdated(String name, SeenVersion seen, Optional<StoredStrategy> newest) {
        var version = newest.map(there -> there.strategy().version());
        return Problems.outdated(
                seen.header(),
                seen.value(),
                version.map(number -> "strategy '" + name + "' is at version " + number + " now"
                                + (seen.version().isPresent() ? ", and not at " + seen.value() : ""))
                        .orElse("strategy '" + name + "' does not exist; If-None-Match: * makes it"),
                version.map(SeenVersion::entityTag));
    }

    private static Response tagged(Response.ResponseBuilder answer, StoredStrategy strategy) {
        return answer.header(
                        HttpHeaders.ETAG,
                        SeenVersion.entityTag(strategy.strategy().version()))
                .entity(StrategyAnswer.of(strategy))
                .build();
    }

    private static StrategyPage page(List<StoredStrategy> found, int size, Function<StoredStrategy, String> next) {
        var items = found.stream().limit(size).toList();
        return new StrategyPage(
                items.stream().map(StrategySummary::of).toList(),
                found.size() > size ? Optional.of(next.apply(items.getLast())) : Optional.empty());
    }

    private static String checkedName(String name) {
        return RequestValue.of("name", name, Strategy::checkedName);
    }

    private static int version(String value, String field) {
        return Math.toIntExact(RequestValue.number(field, value, 1, Integer.MAX_VALUE));
    }
}
