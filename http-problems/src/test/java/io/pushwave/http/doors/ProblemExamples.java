package io.pushwave.http.doors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an OpenAPI document has to say of answers that are none to what was asked. */
public final class ProblemExamples {
    private ProblemExamples() {}

    /** Operations without an id, and refusals that are listed without schema or example. */
    public static List<String> missing(JsonNode document) {
        var missing = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("responses"))
                        .forEach(operation -> check(
                                document, operation.getKey() + " " + path.getKey(), operation.getValue(), missing)));
        return missing;
    }

    private static void check(JsonNode document, String place, JsonNode operation, List<String> missing) {
        if (operation.path("operationId").asText().isBlank()) {
            missing.add(place + " has no operationId");
        }
        var refusals = operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().matches("[45].."))
                .toList();
        if (refusals.isEmpty()) {
            missing.add(place + " lists no refusal");
        }
        refusals.forEach(answer -> {
            var content = resolved(document, answer.getValue()).at("/content/application~1problem+json");
            if (!content.has("schema")) {
                missing.add(place + " " + answer.getKey() + " has no schema");
            }
            if (content.path("example").isEmpty() && content.path("examples").isEmpty()) {
                missing.add(place + " " + answer.getKey() + " has no example");
            }
        });
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
