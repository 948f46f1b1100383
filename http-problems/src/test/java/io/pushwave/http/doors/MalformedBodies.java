package io.pushwave.http.doors;

import static io.pushwave.http.doors.MalformedRequests.pick;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Bodies that are well formed but for one thing. */
final class MalformedBodies {
    private static final List<String> TEXTS = List.of(
            "\\u0000",
            "\\ud800",
            "\\udc00x",
            "",
            " ",
            "\\u202e",
            "\\ud83d\\ude00",
            "'; drop table org_push; --",
            "\\n\\r\\t",
            "x".repeat(5_000));
    private static final List<String> OTHERS =
            List.of("null", "5", "1.5", "true", "\"x\"", "[]", "[1,2]", "{}", "[[]]", "{\"a\":{}}", "\"\\u0000\"");

    private final ObjectMapper json = new ObjectMapper();

    /** A body in UTF-8; the whole one, where the mutation lies elsewhere. */
    byte[] of(Random random, JsonNode whole, Mutation mutation) {
        var text = switch (mutation) {
            case BODY_MISSING -> "";
            case BODY_NO_JSON ->
                pick(
                        random,
                        List.of(
                                "x",
                                "{",
                                "}",
                                "{\"a\"",
                                "{'by':1}",
                                "<a/>",
                                "by=ada",
                                "{\"by\":\"ada\",}",
                                "NaN",
                                "\u0000",
                                "{} {}"));
            case BODY_OTHER_JSON -> pick(random, OTHERS);
            case BODY_TRUNCATED ->
                whole.toString().substring(0, random.nextInt(whole.toString().length()));
            case BODY_DEEP -> "{\"by\":" + "[".repeat(1_000 + random.nextInt(5_000));
            case BODY_LONG, BODY_LONG_CHUNKED -> "{\"by\":\"" + "x".repeat(3_000_000) + "\"}";
            case BODY_MEMBER_TYPE -> changed(random, whole, pick(random, OTHERS));
            case BODY_MEMBER_TEXT -> changed(random, whole, "\"" + pick(random, TEXTS) + "\"");
            case BODY_MEMBER_MISSING -> without(random, whole);
            case BODY_MEMBER_TWICE -> twice(random, whole);
            case BODY_MEMBER_UNKNOWN -> withUnknown(random, whole);
            default -> whole.toString();
        };
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (mutation == Mutation.BODY_BYTES && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) (128 + random.nextInt(128));
        }
        return bytes;
    }

    /** The object with another value in one of its members, which may lie deeper. */
    private String changed(Random random, JsonNode whole, String value) {
        var copy = whole.deepCopy();
        object(random, copy).ifPresent(object -> object.set(pick(random, names(object)), tree(value)));
        return copy.toString();
    }

    private static String without(Random random, JsonNode whole) {
        var copy = whole.deepCopy();
        object(random, copy).ifPresent(object -> object.remove(pick(random, names(object))));
        return copy.toString();
    }

    private static String withUnknown(Random random, JsonNode whole) {
        var copy = whole.deepCopy();
        object(random, copy)
                .ifPresent(object ->
                        object.put(pick(random, List.of("dryRun", "targetOrgs", "By", "", "__proto__")), true));
        return copy.toString();
    }

    private static String twice(Random random, JsonNode whole) {
        if (!(whole instanceof ObjectNode object) || object.isEmpty()) {
            return "{\"by\":\"a\",\"by\":\"b\"}";
        }
        var name = pick(random, names(object));
        return object.toString().replaceFirst("^\\{", "{\"" + name + "\":\"x\",");
    }

    private static Optional<ObjectNode> object(Random random, JsonNode whole) {
        if (!(whole instanceof ObjectNode object) || object.isEmpty()) {
            return Optional.empty();
        }
        var deeper = object.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(inner -> !inner.isEmpty())
                .findFirst();
        return deeper.isPresent() && random.nextBoolean() ? deeper : Optional.of(object);
    }

    private static List<String> names(ObjectNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
