package io.pushwave.planner.strategy.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.WaveSelection.Labelled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The published JSON Schema of strategies' documents, and what it says of one. Thread-safe. */
public final class DocumentSchema {
    private static final String RESOURCE = "/strategies/schema.json";

    /** What the forms of texts are, in words. */
    private static final Map<String, String> FORMS = Map.of(
            anchored(StrategyDocument.LINE), StrategyDocument.LINE_EXPECTED,
            anchored(LabelRules.NAME), Labelled.LABEL_EXPECTED,
            anchored(Part.DURATION), Part.DURATION_EXPECTED);

    private static final Map<String, String> TYPES = Map.of(
            "object", "an object",
            "array", "a list",
            "string", "a text",
            "integer", "a whole number",
            "number", "a number",
            "boolean", "true or false");

    /** Made when it is needed first: compiling it takes longer than most starts of the service would want to. */
    private static final class Compiled {
        private static final JsonNode NODE = node();
        private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        NODE,
                        SchemaValidatorsConfig.builder()
                                .regularExpressionFactory(DocumentSchema::expression)
                                .build());

        private Compiled() {}

        private static JsonNode node() {
            try {
                return new ObjectMapper().readTree(text());
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " is not JSON", e);
            }
        }
    }

    private DocumentSchema() {}

    /** The schema as it is published. */
    public static String text() {
        try (var stream = DocumentSchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** Every rule of the schema that a document breaks. */
    static List<Violation> violations(JsonNode document) {
        var endless = new ArrayList<Violation>();
        findEndless("", document, endless);
        if (!endless.isEmpty()) {
            return endless;
        }
        return Compiled.SCHEMA.validate(document).stream()
                .map(DocumentSchema::violation)
                .toList();
    }

    /** Numbers beyond those that a double can be, which the library takes for a failure of its own. */
    private static void findEndless(String place, JsonNode node, List<Violation> found) {
        if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
            found.add(new Violation(place, null, "is a number that is larger than any that is read", false));
        }
        node.properties()
                .forEach(member -> findEndless(
                        place.isEmpty() ? member.getKey() : place + "." + member.getKey(), member.getValue(), found));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            findEndless(place + "[" + index + "]", node.get(index), found);
        }
    }

    /** How a pattern of the domain stands in the schema. */
    static String anchored(Pattern whole) {
        return "^" + whole.pattern() + "$";
    }

    /** In JSON Schema, as in ECMAScript, $ is the end of a text; in Java it is also the place before a line feed there. */
    private static RegularExpression expression(String ecmaScript) {
        var java = Pattern.compile(
                ecmaScript.endsWith("$") ? ecmaScript.substring(0, ecmaScript.length() - 1) + "\\z" : ecmaScript);
        return text -> java.matcher(text).find();
    }

    private static Violation violation(ValidationMessage message) {
        var place = place(message.getInstanceLocation());
        var value = Part.value(message.getInstanceNode());
        return switch (message.getType()) {
            case "required" -> new Violation(member(place, message), null, "is missing", false);
            case "additionalProperties" ->
                new Violation(
                        member(place, message),
                        Part.value(message.getInstanceNode().path(message.getProperty())),
                        "is unknown; known are " + names(siblings(message).path("properties")),
                        true);
            case "false" -> new Violation(place, value, "is not expected where kind is what it is", false);
            default -> new Violation(place, value, rule(message, value), false);
        };
    }

    private static String rule(ValidationMessage message, @Nullable String value) {
        var siblings = siblings(message);
        var is = "is '" + shown(value) + "', ";
        return switch (message.getType()) {
            case "type" ->
                "has the wrong type: "
                        + TYPES.getOrDefault(siblings.path("type").asText(), "something else") + " is expected";
            case "enum" ->
                (value == null ? "has the wrong type: " : is) + "one of " + texts(siblings.path("enum"))
                        + " is expected";
            case "minimum", "maximum" ->
                "is " + value + ", " + siblings.path("minimum").asText() + " to "
                        + siblings.path("maximum").asText() + " is expected";
            case "maxLength" ->
                "has " + (value == null ? 0 : value.codePointCount(0, value.length())) + " characters, at most "
                        + siblings.path("maxLength").asText() + " are allowed";
            case "pattern" ->
                is + FORMS.getOrDefault(siblings.path("pattern").asText(), "another form") + " is expected";
            case "minItems", "maxItems" ->
                "has " + message.getInstanceNode().size() + " entries, "
                        + siblings.path("minItems").asText() + " to "
                        + siblings.path("maxItems").asText() + " are expected";
            case "uniqueItems" -> "has an entry that is there twice";
            default -> "breaks the rule " + message.getType() + " of the schema";
        };
    }

    /** The keywords that stand beside the broken one. */
    private static JsonNode siblings(ValidationMessage message) {
        var keyword =
                JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
        return Compiled.NODE.at(keyword.head());
    }

    private static String member(String place, ValidationMessage message) {
        return place.isEmpty() ? message.getProperty() : place + "." + message.getProperty();
    }

    private static String place(JsonNodePath path) {
        var place = new StringBuilder();
        for (int step = 0; step < path.getNameCount(); step++) {
            if (path.getElement(step) instanceof Integer index) {
                place.append('[').append(index).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(path.getName(step));
            }
        }
        return place.toString();
    }

    private static String names(JsonNode properties) {
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private static String texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    /** What a stranger wrote, short and in one line. */
    private static String shown(@Nullable String value) {
        if (value == null) {
            return "";
        }
        var cut = value.length() <= 100 ? value : value.substring(0, 100) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
