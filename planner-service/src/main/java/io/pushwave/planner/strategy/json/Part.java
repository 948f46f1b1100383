package io.pushwave.planner.strategy.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object of a document and the place where it lies. It remembers which members it was asked for: those that are left in the end
 * are unknown ({@link #done}). Not thread-safe.
 */
final class Part {
    /** The durations of ISO 8601 that have one meaning: no years and months, no sign, milliseconds at most. */
    static final Pattern DURATION = Pattern.compile(
            "P(?=[0-9T])([0-9]{1,5}D)?" + "(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,8}([.][0-9]{1,3})?S)?)?");

    static final String DURATION_EXPECTED = "a duration such as PT15M or P2DT12H";

    private final String path;
    private final ObjectNode node;
    private final Set<String> asked = new HashSet<>();

    private Part(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    static Part of(String path, JsonNode node) throws InvalidDocumentException {
        if (node instanceof ObjectNode object) {
            return new Part(path, object);
        }
        throw refused(path, node, "has the wrong type: an object is expected");
    }

    boolean has(String member) {
        asked.add(member);
        return node.has(member);
    }

    Part part(String member) throws InvalidDocumentException {
        return of(place(member), required(member));
    }

    List<Part> parts(String member) throws InvalidDocumentException {
        var parts = new ArrayList<Part>();
        for (var item : items(member)) {
            parts.add(of(place(member) + "[" + parts.size() + "]", item));
        }
        return parts;
    }

    List<String> texts(String member) throws InvalidDocumentException {
        var texts = new ArrayList<String>();
        for (var item : items(member)) {
            texts.add(text(place(member) + "[" + texts.size() + "]", item));
        }
        return texts;
    }

    String text(String member) throws InvalidDocumentException {
        return text(place(member), required(member));
    }

    int number(String member) throws InvalidDocumentException {
        var value = required(member);
        if (!value.isNumber() || !value.canConvertToExactIntegral()) {
            throw refused(place(member), value, "has the wrong type: a whole number is expected");
        }
        if (!value.canConvertToInt()) {
            throw refused(place(member), value, "is " + value.asText() + ", which is no number of that size");
        }
        return value.intValue();
    }

    double factor(String member) throws InvalidDocumentException {
        var value = required(member);
        if (!value.isNumber()) {
            throw refused(place(member), value, "has the wrong type: a number is expected");
        }
        return value.doubleValue();
    }

    boolean flag(String member) throws InvalidDocumentException {
        var value = required(member);
        if (!value.isBoolean()) {
            throw refused(place(member), value, "has the wrong type: true or false is expected");
        }
        return value.booleanValue();
    }

    Duration duration(String member) throws InvalidDocumentException {
        var text = text(member);
        if (!DURATION.matcher(text).matches()) {
            throw refused(place(member), required(member), "is '" + text + "', " + DURATION_EXPECTED + " is expected");
        }
        return Duration.parse(text);
    }

    <E extends Enum<E>> E oneOf(String member, Class<E> kind) throws InvalidDocumentException {
        var text = text(member);
        var known = kind.getEnumConstants();
        var found =
                Arrays.stream(known).filter(each -> each.name().equals(text)).findFirst();
        if (found.isEmpty()) {
            throw refused(
                    place(member),
                    required(member),
                    "is '" + text + "', one of "
                            + Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", "))
                            + " is expected");
        }
        return found.get();
    }

    /** A value of the domain, made of members of this part; its refusals begin with the name of the member. */
    <T> T make(Supplier<T> value) throws InvalidDocumentException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            var sentence = String.valueOf(e.getMessage());
            int end = sentence.indexOf(' ');
            var member = end < 0 ? "" : sentence.substring(0, end);
            throw refused(
                    member.isEmpty() ? path : place(member),
                    node.at("/" + member.replace('.', '/').replace('[', '/').replace("]", "")),
                    end < 0 ? sentence : sentence.substring(end + 1));
        }
    }

    /** Nothing more is asked for. */
    void done() throws InvalidDocumentException {
        var left = new TreeSet<String>();
        node.fieldNames().forEachRemaining(left::add);
        left.removeAll(asked);
        if (!left.isEmpty()) {
            var unknown = left.getFirst();
            throw new InvalidDocumentException(List.of(new Violation(
                    place(unknown),
                    value(node.path(unknown)),
                    "is unknown; known are " + String.join(", ", new TreeSet<>(asked)),
                    true)));
        }
    }

    private JsonNode required(String member) throws InvalidDocumentException {
        asked.add(member);
        var value = node.path(member);
        if (value.isMissingNode()) {
            throw refused(place(member), value, "is missing");
        }
        return value;
    }

    private JsonNode items(String member) throws InvalidDocumentException {
        var list = required(member);
        if (!list.isArray()) {
            throw refused(place(member), list, "has the wrong type: a list is expected");
        }
        return list;
    }

    private String place(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private static String text(String place, JsonNode value) throws InvalidDocumentException {
        if (!value.isTextual()) {
            throw refused(place, value, "has the wrong type: a text is expected");
        }
        return value.textValue();
    }

    private static InvalidDocumentException refused(String place, JsonNode value, String rule) {
        return new InvalidDocumentException(List.of(new Violation(place, value(value), rule, false)));
    }

    /** What is there, if it is a plain value. */
    static @Nullable String value(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }
}
