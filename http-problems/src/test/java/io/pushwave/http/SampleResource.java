package io.pushwave.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A service small enough to read, with everything that a resource of ours does with a request. */
@Path("/api/samples")
@Produces(MediaType.APPLICATION_JSON)
public class SampleResource {

    /** One of several. */
    public enum Colour {
        RED,
        BLUE
    }

    /** A request as ours are. */
    public record Order(
            @Nullable String by,
            @Nullable String reason,
            @Nullable Integer count,
            @Nullable Boolean dry,
            @Nullable Colour colour,
            @Nullable Instant at,
            @Nullable List<String> orgs) {}

    /** What was understood. */
    public record Taken(String by, String reason, int count) {}

    @GET
    @Path("/{sampleId}")
    @APIResponse(responseCode = "200", description = "What was understood")
    @APIResponse(responseCode = "404", description = "There is no such sample")
    public Taken get(@PathParam("sampleId") String sampleId, @QueryParam("limit") @Nullable String limit) {
        if (sampleId.equals("unknown")) {
            throw Problems.notFound("sampleId", sampleId, "sampleId '" + sampleId + "' does not exist");
        }
        return new Taken(
                sampleId, "", limit == null ? 0 : Math.toIntExact(RequestValue.number("limit", limit, 1, 100)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Taken post(@Nullable Order order) {
        if (order == null) {
            throw Problems.invalid("body", null, "the body is missing");
        }
        return new Taken(
                RequestValue.text("by", order.by(), 20, "say who wants it"),
                RequestValue.optionalText("reason", order.reason(), 100).orElse(""),
                order.count() == null ? 0 : order.count());
    }

    @POST
    @Path("/long")
    @Consumes(MediaType.TEXT_PLAIN)
    @APIResponse(responseCode = "200", description = "Its length")
    @APIResponse(responseCode = "413", description = "The body is too long")
    public Taken takeLong(InputStream body) throws IOException {
        return new Taken("", "", body.readAllBytes().length);
    }

    @GET
    @Path("/failing/{how}")
    public Taken fail(@PathParam("how") String how) {
        throw switch (how) {
            case "frozen" -> new IllegalStateException("no answer", new SQLTransientConnectionException("timed out"));
            case "shutdown" -> new IllegalStateException("no answer", new SQLException("bye", "57P01"));
            case "empty" -> new IllegalStateException("no answer", new SQLException("no such table", "42P01"));
            case "wrong" ->
                new IllegalStateException("io.pushwave.http.SampleResource", new SQLException("bad", "22021"));
            case "several" ->
                Problems.invalid(List.of(
                        new Problems.Fault("a", "x\u0000", "a is too long", true),
                        new Problems.Fault("b[0].c", null, "b[0].c is missing", false)));
            case "outdated" -> Problems.outdated("If-Match", "\"1\"", "it is version 2 now", Optional.of("\"2\""));
            case "unconditional" -> Problems.unconditional("If-Match", "If-Match is missing");
            default -> Problems.notFound("how", how, "how '" + how + "' does not exist");
        };
    }
}
