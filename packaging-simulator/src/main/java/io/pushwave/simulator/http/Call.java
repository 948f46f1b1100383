package io.pushwave.simulator.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read to its end.
 *
 * @param segments the path without empty segments, so doubled and trailing slashes mean nothing
 * @param variables what the route captured from the path
 * @param parameters of the query string or of a form
 * @param headers names in lower case
 * @param authority the Host header
 */
// The body is read once and never kept.
@SuppressWarnings("ArrayRecordComponent")
record Call(
        String method,
        List<String> segments,
        Map<String, String> variables,
        Map<String, String> parameters,
        Map<String, String> headers,
        String authority,
        byte[] body) {

    /** The path with single slashes. */
    String path() {
        return "/" + String.join("/", segments);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The token that the call is authorised with. */
    Optional<String> bearer() {
        return header("authorization")
                .map(header -> header.substring(header.indexOf(' ') + 1).strip());
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A part of the path that the route named. */
    String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    Call with(Map<String, String> captured) {
        return new Call(method, segments, captured, parameters, headers, authority, body);
    }
}
