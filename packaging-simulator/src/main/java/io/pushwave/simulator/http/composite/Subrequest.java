package io.pushwave.simulator.http.composite;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.Target;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A call within a call, as {@code composite} and {@code composite/batch} have them. */
record Subrequest(String method, String url, JsonNode body, Map<String, String> headers) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** Answers a call that was taken out of another. */
    @FunctionalInterface
    public interface Dispatcher {
        Reply answer(Call call);
    }

    /**
     * Reads a subrequest's method, URL and headers.
     *
     * @param body the member that its body is in
     * @throws ApiException if one of them is missing or wrong; nothing has been done then
     */
    static Subrequest of(JsonNode json, String body) {
        var method = text(json, "method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw invalid("The method '" + method + "' isn't valid.");
        }
        var headers = new HashMap<String, String>();
        for (var header : json.path("httpHeaders").properties()) {
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText());
        }
        return new Subrequest(method, text(json, "url"), json.path(body), headers);
    }

    /** A member that must be there. */
    static String text(JsonNode json, String name) {
        var value = json.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw invalid("The " + name + " of a subrequest is missing.");
        }
        return value.asText();
    }

    static ApiException invalid(String message) {
        return new ApiException(400, "INVALID_INPUT", message);
    }

    /**
     * The call that it stands for.
     *
     * @param outer the call that it came in
     * @throws ApiException if the URL cannot be decoded
     */
    Call call(Call outer, Target target) {
        var all = new HashMap<>(headers);
        outer.header("authorization").ifPresent(value -> all.put("authorization", value));
        all.put("content-type", "application/json");
        var bytes = body.isMissingNode() || body.isNull() ? new byte[0] : Json.bytes(body);
        return new Call(method, target.segments(), Map.of(), target.parameters(), all, outer.authority(), bytes);
    }

    /** @throws ApiException if a URL cannot be decoded */
    static Target target(String url) {
        try {
            return Target.of(url);
        } catch (IllegalArgumentException notDecodable) {
            throw invalid("The url '" + url + "' isn't valid.");
        }
    }
}
