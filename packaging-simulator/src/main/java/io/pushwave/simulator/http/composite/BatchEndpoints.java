package io.pushwave.simulator.http.composite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.ApiVersion;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code composite/batch}: subrequests that know nothing of each other; what one has done stays if the next one fails. */
public final class BatchEndpoints {
    private static final int MAXIMUM_SUBREQUESTS = 25;
    private static final Set<String> SUPPORTED = Set.of("limits", "query", "queryall", "sobjects");

    private final Subrequest.Dispatcher dispatcher;
    private final Budget budget;

    /** Counts a subrequest against the daily limit; answers whether it may be done. */
    @FunctionalInterface
    public interface Budget {
        boolean spend();
    }

    public BatchEndpoints(Subrequest.Dispatcher dispatcher, Budget budget) {
        this.dispatcher = dispatcher;
        this.budget = budget;
    }

    private record Result(int status, JsonNode body) {
        static Result of(Reply reply) {
            return new Result(reply.status(), Json.tree(reply.body()));
        }
    }

    Reply answer(Call call) {
        var body = Bodies.object(call);
        boolean haltOnError = body.path("haltOnError").asBoolean(false);
        var calls = calls(call, body.path("batchRequests"));
        var results = new ArrayList<Result>();
        boolean failed = false;
        for (var each : calls) {
            var result = failed && haltOnError
                    ? Result.of(ApiException.error(
                            412,
                            Refusal.of(
                                    "BATCH_PROCESSING_HALTED",
                                    "Batch processing halted per request. A previous subrequest failed.")))
                    : answer(each, results.isEmpty());
            failed |= result.status() >= 400;
            results.add(result);
        }
        return reply(results, failed);
    }

    /** All of them, or a refusal of the whole batch before anything is done. */
    private static List<Call> calls(Call call, JsonNode subrequests) {
        if (!subrequests.isArray() || subrequests.isEmpty()) {
            throw Subrequest.invalid("The batchRequests are missing or there are none.");
        }
        if (subrequests.size() > MAXIMUM_SUBREQUESTS) {
            throw new ApiException(
                    400,
                    "LIMIT_EXCEEDED",
                    "The batch has " + subrequests.size() + " subrequests, the limit is " + MAXIMUM_SUBREQUESTS + ".");
        }
        var calls = new ArrayList<Call>();
        for (var json : subrequests) {
            var subrequest = Subrequest.of(json, "richInput");
            var target = target(subrequest.url());
            checkVersion(target.segments(), call.variable("version"));
            calls.add(subrequest.call(call, target));
        }
        return calls;
    }

    /** URLs begin with the version; the whole path is taken as well. */
    private static Target target(String url) {
        var target = Subrequest.target(url);
        if (!target.segments().isEmpty() && target.segments().getFirst().equalsIgnoreCase("services")) {
            return target;
        }
        var whole = new ArrayList<>(List.of("services", "data"));
        whole.addAll(target.segments());
        return new Target(List.copyOf(whole), target.parameters());
    }

    /** No later than the batch's own. */
    private static void checkVersion(List<String> segments, String ofBatch) {
        var version = segments.size() < 3 ? "" : segments.get(2);
        if (!ApiVersion.exists(version) || ApiVersion.number(version) > ApiVersion.number(ofBatch)) {
            throw Subrequest.invalid("The API version '" + version
                    + "' of a subrequest isn't supported. It can't be later than that of the batch, " + ofBatch + ".");
        }
    }

    /** @param first whether the batch's own call has paid for it */
    private Result answer(Call call, boolean first) {
        if (!first && !budget.spend()) {
            return Result.of(ApiException.limitExceeded().reply());
        }
        var resource = call.segments().size() < 4 ? "" : call.segments().get(3);
        return SUPPORTED.contains(resource.toLowerCase(Locale.ROOT))
                ? Result.of(dispatcher.answer(call))
                : Result.of(ApiException.notFound().reply());
    }

    private static Reply reply(List<Result> results, boolean failed) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("hasErrors", failed);
            json.writeArrayFieldStart("results");
            for (var result : results) {
                json.writeStartObject();
                json.writeNumberField("statusCode", result.status());
                json.writeFieldName("result");
                json.writeTree(result.body().isMissingNode() ? JsonNodeFactory.instance.nullNode() : result.body());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
