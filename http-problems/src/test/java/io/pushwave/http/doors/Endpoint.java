package io.pushwave.http.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One operation of an OpenAPI document.
 *
 * @param query well-formed values of the parameters without which the operation refuses everything: {@code by=x&mode=y}
 * @param body a body as the document describes it, if the operation takes one
 */
public record Endpoint(String method, String path, List<String> queryParameters, String query, Optional<Body> body) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** A request body that is well formed. */
    public record Body(String contentType, JsonNode json) {}

    /** All operations of a document. */
    static List<Endpoint> of(JsonNode document) {
        var endpoints = new ArrayList<Endpoint>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> endpoints.add(of(
                                document,
                                path.getKey(),
                                path.getValue(),
                                operation.getKey().toUpperCase(Locale.ROOT),
                                operation.getValue()))));
        return endpoints;
    }

    String name() {
        return method + " " + path;
    }

    Endpoint with(Body other) {
        return new Endpoint(method, path, queryParameters, query, Optional.of(other));
    }

    private static Endpoint of(JsonNode document, String path, JsonNode item, String method, JsonNode operation) {
        var query = new ArrayList<String>();
        var required = new ArrayList<String>();
        for (var parameters : List.of(item.path("parameters"), operation.path("parameters"))) {
            parameters.forEach(parameter -> {
                var name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("query")) {
                    query.add(name);
                    if (parameter.path("required").asBoolean()) {
                        required.add(name + "=" + parameter.path("example").asText("x"));
                    }
                }
            });
        }
        var body = operation.path("requestBody").path("content").properties().stream()
                .findFirst()
                .map(content -> new Body(
                        content.getKey(),
                        example(content.getValue())
                                .orElseGet(() ->
                                        sample(document, content.getValue().path("schema"), 0))));
        return new Endpoint(method, path, List.copyOf(query), String.join("&", required), body);
    }

    /** The document's own example of a whole body, if it has one. */
    private static Optional<JsonNode> example(JsonNode content) {
        return Stream.concat(
                        Stream.of(content.path("example")),
                        content.path("examples").valueStream().map(example -> example.path("value")))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static JsonNode sample(JsonNode document, JsonNode schema, int depth) {
        var nodes = JsonNodeFactory.instance;
        if (schema.has("$ref")) {
            return sample(document, document.at(schema.path("$ref").asText().substring(1)), depth);
        }
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.path("examples").has(0)) {
            return schema.path("examples").path(0);
        }
        if (depth > 4) {
            return nodes.nullNode();
        }
        if (schema.has("properties")) {
            ObjectNode object = nodes.objectNode();
            schema.path("properties")
                    .properties()
                    .forEach(property ->
                            object.set(property.getKey(), sample(document, property.getValue(), depth + 1)));
            return object;
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            case "array" -> nodes.arrayNode().add(sample(document, schema.path("items"), depth + 1));
            case "object" -> nodes.objectNode();
            default -> nodes.textNode("x");
        };
    }
}
