package io.pushwave.planner.release;

import io.pushwave.contracts.StorableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules for the attributes of a release event, the same whichever way it comes (CloudEvents 1.0, context attributes). */
public final class EventAttributes {
    /** Those that the specification names, in the order in which they are checked. */
    private static final List<String> KNOWN =
            List.of("specversion", "id", "source", "type", "datacontenttype", "dataschema", "subject", "time");

    /** An index entry of PostgreSQL has at most 2,704 bytes; what comes by Kafka is held to the same. */
    private static final int ID_BYTES_MAXIMUM = 1_000;

    private static final int TEXT_MAXIMUM = 1_000;

    private EventAttributes() {}

    /**
     * An attribute that breaks a rule.
     *
     * @param rule a sentence that begins with the field
     * @param unknown whether it is one that nobody here knows, which may ask for what is not done
     */
    public record Fault(String field, @Nullable String value, String rule, boolean unknown) {}

    /**
     * The first rule that is broken.
     *
     * @param attributes by name
     * @param passedOver names of extension attributes that may be there
     */
    public static Optional<Fault> fault(Map<String, String> attributes, Set<String> passedOver) {
        for (var name : KNOWN) {
            var fault = fault(name, attributes);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return attributes.keySet().stream()
                .filter(name -> !KNOWN.contains(name) && !passedOver.contains(name))
                .sorted()
                .findFirst()
                .map(name -> new Fault(
                        name, attributes.get(name), name + " is unknown; known are " + names(passedOver), true));
    }

    private static Optional<Fault> fault(String name, Map<String, String> attributes) {
        var value = attributes.get(name);
        return switch (name) {
            case "specversion" -> required(name, value).or(() -> specVersion(name, attributes.get(name)));
            case "id" -> required(name, value);
            case "source" ->
                required(name, value).or(() -> uri(name, attributes.get(name))).or(() -> tooLong(attributes));
            case "type" -> required(name, value);
            case "datacontenttype" -> optional(name, value).or(() -> check(name, value, EventAttributes::contentType));
            case "dataschema" -> optional(name, value).or(() -> check(name, value, EventAttributes::uriFault));
            case "time" -> optional(name, value).or(() -> check(name, value, EventAttributes::timeFault));
            default -> optional(name, value);
        };
    }

    private static Optional<Fault> required(String name, @Nullable String value) {
        return value == null
                ? Optional.of(new Fault(name, null, name + " is missing: every CloudEvent has one", false))
                : optional(name, value);
    }

    private static Optional<Fault> optional(String name, @Nullable String value) {
        return check(name, value, text -> {
            if (text.isBlank()) {
                return Optional.of("is blank");
            }
            if (text.length() > TEXT_MAXIMUM) {
                return Optional.of("has " + text.length() + " characters, at most " + TEXT_MAXIMUM + " are allowed");
            }
            return StorableText.fault(text);
        });
    }

    private static Optional<Fault> check(String name, @Nullable String value, Function<String, Optional<String>> rule) {
        return value == null
                ? Optional.empty()
                : rule.apply(value).map(broken -> new Fault(name, value, name + " " + broken, false));
    }

    private static Optional<Fault> specVersion(String name, @Nullable String value) {
        return check(
                name,
                value,
                version -> version.equals("1.0")
                        ? Optional.empty()
                        : Optional.of("is '" + version + "', only CloudEvents 1.0 is read"));
    }

    private static Optional<Fault> uri(String name, @Nullable String value) {
        return check(name, value, EventAttributes::uriFault);
    }

    private static Optional<String> uriFault(String value) {
        try {
            var _ = new URI(value);
            return Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.of("is '" + value + "', a URI reference such as /ci/releases is expected");
        }
    }

    private static Optional<String> timeFault(String value) {
        try {
            var _ = OffsetDateTime.parse(value);
            return Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.of("is '" + value + "', a time such as 2026-11-22T10:15:30Z is expected");
        }
    }

    private static Optional<Fault> tooLong(Map<String, String> attributes) {
        var id = attributes.get("source") + " " + attributes.get("id");
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        return bytes > ID_BYTES_MAXIMUM
                ? Optional.of(new Fault(
                        "id",
                        attributes.get("id"),
                        "id and source have " + bytes + " bytes together, at most " + ID_BYTES_MAXIMUM + " are allowed",
                        false))
                : Optional.empty();
    }

    /** Why data of this media type is not read; empty if it is JSON in UTF-8. */
    public static Optional<String> contentType(String mediaType) {
        var parts = mediaType.toLowerCase(Locale.ROOT).split(";", -1);
        var type = parts[0].strip();
        if (!type.equals("application/json")
                && !type.equals("text/json")
                && !type.matches("application/[a-z0-9.-]+\\+json")) {
            return Optional.of("is '" + mediaType + "', only JSON (application/json) is read");
        }
        return Arrays.stream(parts)
                .skip(1)
                .map(String::strip)
                .filter(parameter ->
                        parameter.startsWith("charset=") && !parameter.matches("charset=\"?(utf-8|utf8|us-ascii)\"?"))
                .findFirst()
                .map(charset -> "is '" + mediaType + "', only UTF-8 is read");
    }

    private static String names(Set<String> passedOver) {
        var names = new TreeSet<>(passedOver);
        names.addAll(KNOWN);
        return String.join(", ", names);
    }
}
