package io.pushwave.planner.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** RFC 9457 problems that name the field, the value and the rule. */
final class Problems {
    private static final String TYPE_PREFIX = "urn:pushwave:problem:";

    private Problems() {}

    /** A field of the request that breaks a rule; {@code value} is null where the field is missing. */
    static HttpProblem invalid(String field, @Nullable Object value, String rule) {
        return problem(Status.BAD_REQUEST, "invalid-request", "The request is not valid", rule, field, value, rule);
    }

    static HttpProblem notFound(String field, String value) {
        var rule = field + " '" + value + "' does not exist";
        return problem(Status.NOT_FOUND, "not-found", "Not found", rule, field, value, rule);
    }

    static HttpProblem conflict(String type, String title, String field, String value, String rule) {
        return problem(Status.CONFLICT, type, title, rule, field, value, rule);
    }

    static HttpProblem problem(
            Status status,
            String type,
            String title,
            String detail,
            String field,
            @Nullable Object value,
            String rule) {
        return builder(status.getStatusCode(), type, title, detail, field, value, rule);
    }

    /** The request can be read, but what it names cannot be done. */
    static HttpProblem unprocessable(String type, String title, String field, String value, String rule) {
        return builder(422, type, title, rule, field, value, rule);
    }

    private static HttpProblem builder(
            int status, String type, String title, String detail, String field, @Nullable Object value, String rule) {
        var builder = HttpProblem.builder()
                .withType(URI.create(TYPE_PREFIX + type))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .with("field", field)
                .with("rule", rule);
        return (value == null ? builder : builder.with("value", value)).build();
    }
}
