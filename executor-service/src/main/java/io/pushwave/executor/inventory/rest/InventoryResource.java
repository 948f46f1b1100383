package io.pushwave.executor.inventory.rest;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.intake.NewWork;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryStanding;
import io.pushwave.executor.inventory.postgres.Inventories.ReadingCost;
import io.pushwave.executor.rest.BoundedAnswers;
import io.pushwave.executor.rest.RequestValues;
import io.pushwave.http.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How fresh the copies of subscribers are, what they cost, and why one is not fresh. */
@Path("/api/inventory")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inventory")
public class InventoryResource {
    /** A copy that missed one refresh may be late; one that missed two is stale. */
    private static final int REFRESHES_MISSED = 2;

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Inventories inventories;
    private final BoundedAnswers answers;
    private final Event<NewWork> newWork;
    private final Duration refresh;

    InventoryResource(Inventories inventories, BoundedAnswers answers, Event<NewWork> newWork, ExecutorConfig config) {
        this.inventories = inventories;
        this.answers = answers;
        this.newWork = newWork;
        this.refresh = config.inventory().refresh();
    }

    /** Whether a copy can be relied on. */
    public enum State {
        /** No reading has come to its end yet. */
        NEVER_READ,
        FRESH,
        /** It should have been brought up to date at least twice since it was read. */
        STALE
    }

    /**
     * The copy of one package's subscribers.
     *
     * @param asOf when it was read from Salesforce; null until it is whole
     * @param ageSeconds since then
     * @param subscribers orgs that have the package
     * @param blocked those of them that block push upgrades
     * @param lastFull when everything was last read; null before
     * @param lastChanges when only what had changed was last read; null before
     * @param sentence state, age and why it waits, for people
     * @param remark what about the last reading one should know; null if nothing
     * @param waitsFor why the next reading waits; null if it does not
     */
    public record Inventory(
            String packageId,
            State state,
            @Nullable Instant asOf,
            @Nullable Double ageSeconds,
            long subscribers,
            long blocked,
            @Nullable Cost lastFull,
            @Nullable Cost lastChanges,
            String sentence,
            @Nullable String remark,
            @Nullable String waitsFor) {}

    /**
     * What a reading cost.
     *
     * @param calls of the API
     */
    public record Cost(Instant at, long calls, double seconds) {}

    /** All of them, by package id; there are as few as packages. */
    public record Page(List<Inventory> items) {}

    @GET
    @Operation(operationId = "listInventories", summary = "How the copies of subscribers stand, by package")
    @APIResponseSchema(value = Page.class, responseDescription = "All of them", responseCode = "200")
    public Page all() {
        return new Page(answers.within(() -> inventories.standings(Optional.empty())).stream()
                .map(this::inventory)
                .toList());
    }

    @GET
    @Path("/{packageId}")
    @Operation(operationId = "getInventory", summary = "How the copy of one package's subscribers stands")
    @APIResponseSchema(value = Inventory.class, responseDescription = "The copy", responseCode = "200")
    @APIResponse(responseCode = "404", description = "Nobody has asked for the subscribers of this package yet")
    public Inventory one(
            @Parameter(description = "033…, as it was asked for", example = "033000000000001AAA")
                    @PathParam("packageId")
                    String text) {
        var packageId = RequestValues.packageId(text);
        return answers.within(() -> inventories.standings(Optional.of(packageId))).stream()
                .findFirst()
                .map(this::inventory)
                .orElseThrow(() -> unknown(packageId));
    }

    /** Has everything read anew, whatever the copy's age; accepted, not awaited. */
    @POST
    @Path("/{packageId}/full-comparison")
    @Operation(operationId = "compareInventory", summary = "Have all subscribers of a package read anew")
    @APIResponse(responseCode = "202", description = "It will be done; ask the inventory when it is")
    @APIResponse(responseCode = "404", description = "Nobody has asked for the subscribers of this package yet")
    public Response compare(
            @Parameter(description = "033…, as it was asked for", example = "033000000000001AAA")
                    @PathParam("packageId")
                    String text) {
        var packageId = RequestValues.packageId(text);
        if (!answers.within(() -> inventories.wantFull(packageId))) {
            throw unknown(packageId);
        }
        newWork.fire(NewWork.INVENTORY_REQUESTS);
        return Response.accepted().build();
    }

    private static HttpProblem unknown(String packageId) {
        return Problems.notFound(
                "packageId", packageId, "nobody has asked for the subscribers of '" + packageId + "' yet");
    }

    private Inventory inventory(InventoryStanding standing) {
        var age = standing.asOf().map(asOf -> Duration.between(asOf, standing.now()));
        var state = state(age);
        return new Inventory(
                standing.packageId(),
                state,
                standing.asOf().orElse(null),
                age.map(time -> time.toMillis() / MILLIS_PER_SECOND).orElse(null),
                standing.subscribers(),
                standing.blocked(),
                standing.lastFull().map(InventoryResource::cost).orElse(null),
                standing.lastChanges().map(InventoryResource::cost).orElse(null),
                sentence(state, age, standing.waitsFor()),
                standing.remark().orElse(null),
                standing.waitsFor().orElse(null));
    }

    private State state(Optional<Duration> age) {
        if (age.isEmpty()) {
            return State.NEVER_READ;
        }
        boolean stale = !refresh.isZero() && age.get().compareTo(refresh.multipliedBy(REFRESHES_MISSED)) > 0;
        return stale ? State.STALE : State.FRESH;
    }

    private String sentence(State state, Optional<Duration> age, Optional<String> waitsFor) {
        var minutes = age.map(Duration::toMinutes).orElse(0L);
        var standing = switch (state) {
            case NEVER_READ -> "The subscribers were never read to the end.";
            case FRESH -> "The subscribers were read " + minutes + " minutes ago.";
            case STALE ->
                "The subscribers were read " + minutes + " minutes ago, though every " + refresh.toMinutes()
                        + " minutes are asked for.";
        };
        return waitsFor.map(reason -> standing + " The next reading waits: " + reason)
                .orElse(standing);
    }

    private static Cost cost(ReadingCost cost) {
        return new Cost(cost.at(), cost.calls(), cost.took().toMillis() / MILLIS_PER_SECOND);
    }
}
