package io.pushwave.simulator.http;

import java.util.Map;
import java.util.TreeMap;

/** One HTTP response. */
// The body is written once and never kept.
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json;charset=UTF-8";
    static final String JSON_LINES = "application/x-ndjson";
    static final String PROBLEM = "application/problem+json";

    static Reply json(int status, Json.Writing writing) {
        return of(status, JSON, Json.bytes(writing));
    }

    static Reply ok(Json.Writing writing) {
        return json(200, writing);
    }

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    static Reply noContent() {
        return new Reply(204, Map.of(), new byte[0]);
    }

    Reply withHeader(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
