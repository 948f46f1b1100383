package io.pushwave.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses, before anything else looks at it, a request whose address, headers or body are too long, or whose address cannot be read
 * or stored; and gives an answer with a body to what the HTTP server refuses by itself.
 */
@ApplicationScoped
class RequestDoor {
    /** Before all filters of Quarkus; a higher number comes earlier. */
    private static final int FIRST = 10_000;

    /** The server notes its limit of a body at the order that is the negative of 2. */
    private static final int BEHIND_THE_SERVERS_LIMIT = 1;

    /** What the server answers by itself; the others are answered by resources. */
    private static final Set<Integer> SERVER_STATUSES =
            Set.of(400, 404, 405, 406, 411, 413, 414, 415, 417, 431, 500, 501, 503);

    private static final int TOO_LONG = 413;

    /** Half of what the HTTP server takes, so that it is never the first to refuse. */
    private static final int MAXIMUM = 32_000;

    private final HttpConfig config;
    private final BodyMaximum bodyMaximum;

    /** The server's own limit of a body is kept here, too, as the server answers what is longer with an empty body. */
    RequestDoor(HttpConfig config, BodyMaximum bodyMaximum) {
        checkRange("uri-maximum", config.uriMaximum(), 200);
        checkRange("headers-maximum", config.headersMaximum(), 1_000);
        this.config = config;
        this.bodyMaximum = bodyMaximum;
        bodyMaximum.check();
    }

    /** Ends the start where a setting is out of its range, and names it. */
    static void checkRange(String setting, int value, int minimum) {
        if (value < minimum || value > MAXIMUM) {
            throw new IllegalArgumentException(
                    "pushwave.http." + setting + " is " + value + ", " + minimum + " to " + MAXIMUM + " is allowed");
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
        filters.register(RequestDoor::leaveTheLimitToUs, BEHIND_THE_SERVERS_LIMIT);
    }

    void answerFailures(@Observes Router router) {
        SERVER_STATUSES.forEach(status -> router.errorHandler(
                status,
                context -> answer(
                        context,
                        Problems.problem(
                                status,
                                "http-" + status,
                                HttpResponseStatus.valueOf(status).reasonPhrase(),
                                ProblemMappers.detail(status)))));
    }

    private void check(RoutingContext context) {
        var problem = problem(context.request());
        if (problem.isPresent()) {
            answer(context, problem.get());
        } else {
            context.next();
        }
    }

    private Optional<HttpProblem> problem(HttpServerRequest request) {
        var uri = request.uri();
        if (uri.length() > config.uriMaximum()) {
            return Optional.of(Problems.problem(
                    414,
                    "uri-too-long",
                    "URI Too Long",
                    "uri",
                    null,
                    "the path with its parameters has " + uri.length() + " characters, at most " + config.uriMaximum()
                            + " are allowed"));
        }
        long headers = request.headers().entries().stream()
                .mapToLong(RequestDoor::length)
                .sum();
        if (headers > config.headersMaximum()) {
            return Optional.of(Problems.problem(
                    431,
                    "headers-too-long",
                    "Request Header Fields Too Large",
                    "headers",
                    null,
                    "the headers have " + headers + " characters, at most " + config.headersMaximum()
                            + " are allowed"));
        }
        return RequestAddress.fault(uri).or(() -> bodyFault(request));
    }

    private Optional<HttpProblem> bodyFault(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        // What is no number is the server's to refuse, and it has done so.
        if (length == null || !length.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        var path = request.path();
        long maximum = bodyMaximum.of(path == null ? "" : path);
        return Long.parseLong(length) <= maximum ? Optional.empty() : Optional.of(BodyLimit.exceeded(length, maximum));
    }

    /** Has {@link BodyLimit} count a body of unknown length, and ends the connection whose body is not read to its end. */
    private static void leaveTheLimitToUs(RoutingContext context) {
        if (context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            closeIfTooLong(context);
        }
        context.next();
    }

    private static void closeIfTooLong(RoutingContext context) {
        context.addEndHandler(_ -> {
            if (context.response().getStatusCode() == TOO_LONG) {
                context.request().connection().close();
            }
        });
    }

    private static long length(Map.Entry<String, String> header) {
        return (long) header.getKey().length() + header.getValue().length();
    }

    private static void answer(RoutingContext context, HttpProblem problem) {
        if (context.response().headWritten()) {
            context.response().end();
            return;
        }
        var body = new JsonObject()
                .put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail());
        problem.getParameters().forEach(body::put);
        closeIfTooLong(context);
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString());
        context.end(body.toBuffer());
    }
}
