package io.pushwave.simulator.http;

import java.util.Map;
import java.util.TreeMap;

/** One HTTP response. */
// The body is written once and never kept.
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json;charset=UTF-8";
    public static final String JSON_LINES = "application/x-ndjson";
    static final String PROBLEM = "application/problem+json";

    public static Reply json(int status, Json.Writing writing) {
        return of(status, JSON, Json.bytes(writing));
    }

    public static Reply ok(Json.Writing writing) {
        return json(200, writing);
    }

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    public static Reply noContent() {
        return new Reply(204, Map.of(), new byte[0]);
    }

    public Reply withHeader(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
