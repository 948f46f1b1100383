package io.pushwave.simulator.http.composite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the subrequests of a composite call have answered, for the later ones to refer to: {@code @{ref.records[0].Id}}. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("@\\{([^}.\\[]*)([^}]*)}");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d{1,6})]");

    private final Map<String, JsonNode> bodies = new HashMap<>();

    /** A reference to what is not there. */
    static final class NoValueException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoValueException(String reference, String id) {
            super("Invalid reference specified. No value for " + reference + " found in " + id, null, false, false);
        }
    }

    void put(String referenceId, JsonNode body) {
        bodies.put(referenceId, body);
    }

    /**
     * A URL with the values in the references' places.
     *
     * @throws NoValueException for a reference to what is not there
     */
    String inUrl(String url) {
        int query = url.indexOf('?');
        var path = query < 0 ? url : url.substring(0, query);
        var rest = query < 0 ? "" : url.substring(query);
        return replace(path, UnaryOperator.identity())
                + replace(rest, value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /**
     * A body with the values in the references' places; a text that is nothing but a reference keeps the value's type.
     *
     * @throws NoValueException for a reference to what is not there
     */
    JsonNode inBody(JsonNode body) {
        if (body.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            body.properties().forEach(member -> object.set(member.getKey(), inBody(member.getValue())));
            return object;
        }
        if (body.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            body.forEach(element -> array.add(inBody(element)));
            return array;
        }
        if (!body.isTextual()) {
            return body;
        }
        var whole = REFERENCE.matcher(body.asText());
        return whole.matches()
                ? value(whole)
                : JsonNodeFactory.instance.textNode(replace(body.asText(), UnaryOperator.identity()));
    }

    private String replace(String text, UnaryOperator<String> encoding) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            var matcher = REFERENCE.matcher(match.group());
            return Matcher.quoteReplacement(
                    matcher.matches() ? encoding.apply(value(matcher).asText()) : match.group());
        });
    }

    private JsonNode value(Matcher reference) {
        var id = reference.group(1);
        var path = reference.group(2);
        var at = bodies.getOrDefault(id, JsonNodeFactory.instance.missingNode());
        var step = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && step.find(end) && step.start() == end) {
            at = step.group(1) != null ? at.path(step.group(1)) : at.path(Integer.parseInt(step.group(2)));
            end = step.end();
        }
        if (end < path.length() || !at.isValueNode() || at.isNull() || at.isMissingNode()) {
            throw new NoValueException(id + path, id);
        }
        return at;
    }
}
