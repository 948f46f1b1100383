package io.pushwave.simulator.http;

import io.pushwave.simulator.domain.Refusal;
import java.util.List;
import java.util.Set;

/** A call that Salesforce answers with an error: a status and an array of codes and texts. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    // Lives no longer than the call; never serialised.
    private final transient Refusal refusal;
    private final boolean ofRecord;

    public ApiException(int status, String code, String message) {
        this(status, new Refusal(code, message, List.of()));
    }

    public ApiException(int status, Refusal refusal) {
        this(status, refusal, false);
    }

    private ApiException(int status, Refusal refusal, boolean ofRecord) {
        super(refusal.message(), null, false, false);
        this.status = status;
        this.refusal = refusal;
        this.ofRecord = ofRecord;
    }

    /** The refusal of a record, which names its fields even if there are none. */
    public static ApiException ofRecord(Refusal refusal) {
        return new ApiException(400, refusal, true);
    }

    public static ApiException notFound() {
        return new ApiException(404, "NOT_FOUND", "The requested resource does not exist");
    }

    public static ApiException invalidSession() {
        return new ApiException(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }

    public static ApiException methodNotAllowed(String method, Set<String> allowed) {
        return new ApiException(
                405,
                "METHOD_NOT_ALLOWED",
                "HTTP Method '" + method + "' not allowed. Allowed are " + String.join(",", allowed));
    }

    /** Evidence: restforce issues 489 and 811. */
    public static ApiException invalidAuthHeader() {
        return new ApiException(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
    }

    /** The wording is from memory of common usage, not from a source. */
    public static ApiException limitExceeded() {
        return new ApiException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }

    public static ApiException concurrentLimit() {
        return new ApiException(
                403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
    }

    public static ApiException parser(String message) {
        return new ApiException(400, "JSON_PARSER_ERROR", message);
    }

    public int status() {
        return status;
    }

    public Refusal refusal() {
        return refusal;
    }

    public Reply reply() {
        return error(status, refusal, ofRecord);
    }

    public static Reply error(int status, Refusal refusal) {
        return error(status, refusal, false);
    }

    private static Reply error(int status, Refusal refusal, boolean ofRecord) {
        return Reply.json(status, json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("message", refusal.message());
            json.writeStringField("errorCode", refusal.code());
            if (ofRecord || !refusal.fields().isEmpty()) {
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
