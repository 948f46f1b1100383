package io.pushwave.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
public record Call(
        String method,
        List<String> segments,
        Map<String, String> variables,
        Map<String, String> parameters,
        Map<String, String> headers,
        String authority,
        byte[] body) {
    /** The header with the session of a call of Bulk API 1.0. */
    public static final String ASYNC_SESSION_HEADER = "X-SFDC-Session";

    private static final Pattern BEARER = Pattern.compile("(?i)\\s*(?:Bearer|OAuth)\\s+(\\S.*?)\\s*");
    private static final Pattern BASIC = Pattern.compile("(?i)\\s*Basic\\s+(\\S+)\\s*");

    /** The path with single slashes. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The token that the call is authorised with, behind one of the schemes that Salesforce takes. */
    public Optional<String> bearer() {
        return credentials(BEARER);
    }

    /** Name and password of HTTP Basic, decoded; empty if there are none. */
    public Optional<String> basic() {
        try {
            return credentials(BASIC)
                    .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Optional<String> credentials(Pattern scheme) {
        return header("authorization")
                .map(scheme::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    /** The session that the call is made in, from the header that its API has for it. */
    public Optional<String> session() {
        return isAsync() ? header(ASYNC_SESSION_HEADER) : bearer();
    }

    /** Whether it is a call of Bulk API 1.0. */
    public boolean isAsync() {
        return segments.size() >= 2
                && segments.getFirst().equalsIgnoreCase("services")
                && segments.get(1).equalsIgnoreCase("async");
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A part of the path that the route named. */
    public String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The API version that the route captured, as in 66 for v66.0. */
    public int apiVersion() {
        return ApiVersion.number(variable("version"));
    }

    Call with(Map<String, String> captured) {
        return new Call(method, segments, captured, parameters, headers, authority, body);
    }
}
