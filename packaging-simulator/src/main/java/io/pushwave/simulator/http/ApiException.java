package io.pushwave.simulator.http;

import io.pushwave.simulator.domain.Refusal;
import java.util.List;
import java.util.Set;

/** A call that Salesforce answers with an error: a status and an array of codes and texts. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    // Lives no longer than the call; never serialised.
    private final transient Refusal refusal;

    ApiException(int status, String code, String message) {
        this(status, new Refusal(code, message, List.of()));
    }

    ApiException(int status, Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.status = status;
        this.refusal = refusal;
    }

    static ApiException notFound() {
        return new ApiException(404, "NOT_FOUND", "The requested resource does not exist");
    }

    static ApiException invalidSession() {
        return new ApiException(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }

    static ApiException methodNotAllowed(String method, Set<String> allowed) {
        return new ApiException(
                405,
                "METHOD_NOT_ALLOWED",
                "HTTP Method '" + method + "' not allowed. Allowed are " + String.join(",", allowed));
    }

    /** The wording is from memory of common usage, not from a source. */
    static ApiException limitExceeded() {
        return new ApiException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }

    static ApiException concurrentLimit() {
        return new ApiException(
                403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
    }

    static ApiException parser(String message) {
        return new ApiException(400, "JSON_PARSER_ERROR", message);
    }

    Reply reply() {
        return error(status, refusal);
    }

    static Reply error(int status, Refusal refusal) {
        return Reply.json(status, json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("message", refusal.message());
            json.writeStringField("errorCode", refusal.code());
            if (!refusal.fields().isEmpty()) {
                json.writeArrayFieldStart("fields");
                for (var field : refusal.fields()) {
                    json.writeString(field);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndArray();
        });
    }
}
