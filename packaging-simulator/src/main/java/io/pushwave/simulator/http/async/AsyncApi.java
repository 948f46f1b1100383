package io.pushwave.simulator.http.async;

import io.pushwave.simulator.bulk.batches.AsyncJobs;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.ApiVersion;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.Routes;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import java.util.Map;

/**
 * {@code services/async}: Bulk API 1.0. It has its own header for the session, its own refusals, and its version in the path
 * without a v.
 */
public final class AsyncApi {
    private static final int SEGMENTS_BEFORE_JOB = 3;

    /** How this API names what the others refuse; what is not here is named in the same way. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("INVALID_SESSION_ID", "InvalidSessionId"),
            Map.entry("REQUEST_LIMIT_EXCEEDED", "ExceededQuota"),
            Map.entry("METHOD_NOT_ALLOWED", "MethodNotAllowed"),
            Map.entry("INVALIDENTITY", "InvalidEntity"),
            Map.entry("INVALIDOPERATION", "InvalidOperation"),
            Map.entry("INVALID_FIELD", "InvalidJob"),
            Map.entry("EXCEEDEDQUOTA", "ExceededQuota"),
            Map.entry("FEATURENOTENABLED", "FeatureNotEnabled"),
            Map.entry("UNKNOWN_EXCEPTION", "Unknown"),
            Map.entry("SERVER_UNAVAILABLE", "Unknown"));

    private final AsyncJobs jobs;
    private final Routes routes = new Routes();

    public AsyncApi(PackagingPlatform platform, AsyncJobs jobs, Schema schema, PublisherOrg org) {
        this.jobs = jobs;
        var parents = new AsyncJobEndpoints(platform, jobs, schema, org);
        var batches = new AsyncBatchEndpoints(platform, jobs, parents);
        var root = "services/async/{version}/job";
        routes.on("POST", root, parents::create)
                .on("GET", root + "/{job}", parents::get)
                .on("POST", root + "/{job}", parents::change)
                .on("POST", root + "/{job}/batch", batches::add)
                .on("GET", root + "/{job}/batch", batches::list)
                .on("GET", root + "/{job}/batch/{batch}", batches::get)
                .on("GET", root + "/{job}/batch/{batch}/request", batches::request)
                .on("GET", root + "/{job}/batch/{batch}/result", batches::result)
                .on("GET", root + "/{job}/batch/{batch}/result/{result}", batches::rows);
    }

    /**
     * Answers a call that was authorised and counted.
     *
     * @throws ApiException if it is refused
     */
    public Reply respond(Call call) {
        return switch (routes.match(call)) {
            case Routes.Match.Found(var endpoint, var matched) -> {
                if (!ApiVersion.exists("v" + matched.variable("version"))) {
                    throw new ApiException(400, "InvalidVersion", "Invalid Api version specified on URL");
                }
                yield endpoint.answer(matched);
            }
            case Routes.Match.WrongMethod(var allowed) -> throw ApiException.methodNotAllowed(call.method(), allowed);
            case Routes.Match.NoSuchPath _ -> throw nowhere(call);
        };
    }

    /** Documented: the word in the place of {@code job} is an operation, and a wrong one is not the same as a wrong URI. */
    private static ApiException nowhere(Call call) {
        var segments = call.segments();
        boolean misspelt = segments.size() > SEGMENTS_BEFORE_JOB
                && !segments.get(SEGMENTS_BEFORE_JOB).equalsIgnoreCase("job");
        return misspelt
                ? new ApiException(400, "InvalidOperation", "Invalid operation: " + segments.get(SEGMENTS_BEFORE_JOB))
                : new ApiException(400, "InvalidUrl", "Destination URL not reset. The URL is invalid: " + call.path());
    }

    /** A refusal as this API words it. */
    public Reply error(Call call, ApiException refused) {
        var refusal = refused.refusal();
        var code = CODES.getOrDefault(refusal.code(), refusal.code());
        var message = code.equals("InvalidSessionId") ? sessionMessage(call) : refusal.message();
        return form(call).error(status(refused.status()), Refusal.of(code, message));
    }

    private static String sessionMessage(Call call) {
        return call.header(Call.ASYNC_SESSION_HEADER).isPresent() ? "Invalid session id" : "Unable to find session id";
    }

    /** Documented: what a client did wrong is 400 whatever it is, but for the method. */
    private static int status(int status) {
        return status >= 500 || status == 405 ? status : 400;
    }

    private AsyncForm form(Call call) {
        var id = routes.match(call) instanceof Routes.Match.Found(var _, var matched)
                ? matched.variables().getOrDefault("job", "")
                : "";
        var job = jobs.find(id);
        return job == null ? AsyncForm.of(call) : AsyncForm.of(job.description().content());
    }
}
