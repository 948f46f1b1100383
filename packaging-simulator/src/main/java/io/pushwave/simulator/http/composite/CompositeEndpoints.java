package io.pushwave.simulator.http.composite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.rest.RecordStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code composite}: subrequests that may refer to the answers of earlier ones, all or none of them if so wished. */
public final class CompositeEndpoints {
    private static final int MAXIMUM_SUBREQUESTS = 25;

    /** Among them, queries and collections. */
    private static final int MAXIMUM_QUERIES = 5;

    private static final String HALTED = "PROCESSING_HALTED";
    private static final Pattern REFERENCE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_]{0,999}");

    private final RecordStore store;
    private final Subrequest.Dispatcher dispatcher;

    public CompositeEndpoints(RecordStore store, Subrequest.Dispatcher dispatcher) {
        this.store = store;
        this.dispatcher = dispatcher;
    }

    private record Step(String referenceId, Subrequest subrequest) {}

    /** @param location of a record that was created */
    private record Result(Step step, int status, JsonNode body, Optional<String> location) {}

    Reply answer(Call call) {
        var body = Bodies.object(call);
        var steps = steps(body);
        var results = new ArrayList<Result>();
        if (!body.path("allOrNone").asBoolean(false)) {
            run(call, steps, false, results);
            return reply(results);
        }
        boolean kept = store.allOrNone(() -> run(call, steps, true, results));
        return reply(kept ? results : rolledBack(steps, results));
    }

    private static List<Step> steps(JsonNode body) {
        var subrequests = body.path("compositeRequest");
        if (!subrequests.isArray() || subrequests.isEmpty()) {
            throw Subrequest.invalid("The compositeRequest is missing or has no subrequests.");
        }
        if (subrequests.size() > MAXIMUM_SUBREQUESTS) {
            throw new ApiException(
                    400,
                    "LIMIT_EXCEEDED",
                    "The composite request has " + subrequests.size() + " subrequests, the limit is "
                            + MAXIMUM_SUBREQUESTS + ".");
        }
        var steps = new ArrayList<Step>();
        var referenceIds = new HashSet<String>();
        for (var json : subrequests) {
            var step = new Step(Subrequest.text(json, "referenceId"), Subrequest.of(json, "body"));
            if (!REFERENCE_ID.matcher(step.referenceId()).matches()) {
                throw Subrequest.invalid("Provided referenceId ('" + step.referenceId()
                        + "') must start with a letter or a number, and it can contain only letters, numbers and"
                        + " underscores ('_').");
            }
            if (!referenceIds.add(step.referenceId())) {
                throw Subrequest.invalid("Duplicate ReferenceId provided in the request.");
            }
            steps.add(step);
        }
        long queries =
                steps.stream().filter(CompositeEndpoints::isQueryOrCollection).count();
        if (queries > MAXIMUM_QUERIES) {
            throw new ApiException(
                    400,
                    "LIMIT_EXCEEDED",
                    "The composite request has " + queries + " queries and collections, the limit is " + MAXIMUM_QUERIES
                            + ".");
        }
        return steps;
    }

    private static boolean isQueryOrCollection(Step step) {
        var segments = Subrequest.target(step.subrequest().url()).segments();
        var resource = segments.size() < 4 ? "" : segments.get(3).toLowerCase(Locale.ROOT);
        return resource.equals("query") || resource.equals("queryall") || resource.equals("composite");
    }

    /**
     * Works off the steps.
     *
     * @param allOrNone whether to stop at the first failure
     * @return whether there was none
     */
    private boolean run(Call call, List<Step> steps, boolean allOrNone, List<Result> results) {
        var references = new References();
        for (var step : steps) {
            var result = result(call, step, allOrNone, references);
            results.add(result);
            references.put(step.referenceId(), result.body());
            if (allOrNone && (result.status() >= 400 || hasFailedRecords(result.body()))) {
                return false;
            }
        }
        return true;
    }

    /** Of a collection, which answers 200 even then. */
    private static boolean hasFailedRecords(JsonNode body) {
        for (var record : body) {
            if (body.isArray()
                    && record.has("success")
                    && !record.path("success").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private Result result(Call call, Step step, boolean allOrNone, References references) {
        try {
            var subrequest = step.subrequest();
            var target = Subrequest.target(references.inUrl(subrequest.url()));
            if (!isSupported(target.segments())) {
                return failed(step, Refusal.of(HALTED, "The url '" + subrequest.url() + "' isn't supported here."));
            }
            var body = references.inBody(subrequest.body());
            if (allOrNone && isCollection(target.segments()) && body instanceof ObjectNode collection) {
                // What the composite call wants overrides what the collection wants.
                collection.put("allOrNone", true);
            }
            var reply =
                    dispatcher.answer(new Subrequest(subrequest.method(), subrequest.url(), body, subrequest.headers())
                            .call(call, target));
            return new Result(
                    step,
                    reply.status(),
                    Json.tree(reply.body()),
                    Optional.ofNullable(reply.headers().get("Location")));
        } catch (References.NoValueException none) {
            return failed(step, Refusal.of(HALTED, String.valueOf(none.getMessage())));
        } catch (ApiException refused) {
            return new Result(
                    step, refused.reply().status(), Json.tree(refused.reply().body()), Optional.empty());
        }
    }

    private static boolean isCollection(List<String> segments) {
        return segments.size() == 5 && segments.get(3).equalsIgnoreCase("composite");
    }

    /** Records, queries and collections of records; no calls within calls within calls. */
    private static boolean isSupported(List<String> segments) {
        if (segments.size() < 4
                || !segments.get(0).equalsIgnoreCase("services")
                || !segments.get(1).equalsIgnoreCase("data")) {
            return false;
        }
        return switch (segments.get(3).toLowerCase(Locale.ROOT)) {
            case "sobjects", "query", "queryall" -> true;
            case "composite" -> segments.size() > 4 && segments.get(4).equalsIgnoreCase("sobjects");
            default -> false;
        };
    }

    private static Result failed(Step step, Refusal refusal) {
        return new Result(step, 400, Json.tree(ApiException.error(400, refusal).body()), Optional.empty());
    }

    /** Only the step that failed, the last that was tried, keeps its answer. */
    private static List<Result> rolledBack(List<Step> steps, List<Result> tried) {
        var refusal = Refusal.of(
                HALTED, "The transaction was rolled back since another operation in the same transaction failed.");
        var results = new ArrayList<Result>();
        for (int position = 0; position < steps.size(); position++) {
            results.add(position == tried.size() - 1 ? tried.get(position) : failed(steps.get(position), refusal));
        }
        return results;
    }

    private static Reply reply(List<Result> results) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("compositeResponse");
            for (var result : results) {
                write(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Result result) throws IOException {
        json.writeStartObject();
        json.writeFieldName("body");
        json.writeTree(result.body().isMissingNode() ? JsonNodeFactory.instance.nullNode() : result.body());
        json.writeObjectFieldStart("httpHeaders");
        if (result.location().isPresent()) {
            json.writeStringField("Location", result.location().get());
        }
        json.writeEndObject();
        json.writeNumberField("httpStatusCode", result.status());
        json.writeStringField("referenceId", result.step().referenceId());
        json.writeEndObject();
    }
}
