package io.pushwave.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a JSON text, in words that name field, value and rule and no class of ours.
 *
 * @param field the place, such as {@code versions[2].name}; empty if it is the text as a whole
 * @param rule the rest of a sentence that begins with the field, or with "the payload"
 */
public record JsonFault(String field, String rule) {
    private static final int VALUE_MAXIMUM = 100;
    private static final Pattern MISSING_PROPERTY = Pattern.compile("Missing required creator property '([^']+)'");
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']{0,100})");

    /** Tells what Jackson found. */
    public static JsonFault of(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new JsonFault(place(unknown), "is unknown; known are " + names(unknown.getKnownPropertyIds()));
            case ValueInstantiationException refused -> ofRefusal(refused);
            case InvalidFormatException format ->
                new JsonFault(
                        place(format),
                        "is '" + shown(String.valueOf(format.getValue())) + "', " + expected(format.getTargetType()));
            case MismatchedInputException mismatch -> ofMismatch(mismatch);
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException cause -> ofSyntax(cause);
            case JsonMappingException mapping -> new JsonFault(place(mapping), "cannot be read");
            default -> ofSyntax(e);
        };
    }

    /** The whole sentence. */
    public String sentence() {
        return field.isEmpty() ? "the payload " + rule : field + " " + rule;
    }

    /** The records' own rules name the field. */
    private static JsonFault ofRefusal(ValueInstantiationException refused) {
        if (!(refused.getCause() instanceof IllegalArgumentException rule) || rule.getMessage() == null) {
            return new JsonFault(place(refused), "cannot be read");
        }
        var sentence = rule.getMessage();
        int end = sentence.indexOf(' ');
        var parent = place(refused);
        var name = end < 0 ? "" : sentence.substring(0, end);
        // A value of one field, such as an org key, names itself as its place does.
        var here = parent.isEmpty() || parent.equals(name) || parent.endsWith("." + name)
                ? (parent.isEmpty() ? name : parent)
                : parent + "." + name;
        return new JsonFault(here, end < 0 ? sentence : sentence.substring(end + 1));
    }

    private static JsonFault ofMismatch(MismatchedInputException mismatch) {
        var message = Optional.ofNullable(mismatch.getOriginalMessage()).orElse("");
        var missing = MISSING_PROPERTY.matcher(message);
        if (missing.find()) {
            var parent = place(mismatch);
            return new JsonFault(parent.isEmpty() ? missing.group(1) : parent + "." + missing.group(1), "is missing");
        }
        if (message.startsWith("Trailing token")) {
            return new JsonFault("", "is not JSON: more text follows its end");
        }
        if (message.startsWith("No content")) {
            return new JsonFault("", "is empty, a JSON object is expected");
        }
        return new JsonFault(place(mismatch), "has the wrong type: " + expected(mismatch.getTargetType()));
    }

    private static JsonFault ofSyntax(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return new JsonFault("", "is nested too deeply, or has a name, text or number that is too long");
        }
        var duplicate =
                DUPLICATE.matcher(Optional.ofNullable(e.getOriginalMessage()).orElse(""));
        if (duplicate.find()) {
            return new JsonFault(shown(duplicate.group(1)), "is there twice");
        }
        var location = e.getLocation();
        return new JsonFault(
                "",
                location == null
                        ? "is not JSON"
                        : "is not JSON: line " + location.getLineNr() + ", column " + location.getColumnNr());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else is expected";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + " is expected";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time such as 2026-11-22T10:15:30Z is expected";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text is expected";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false is expected";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number that is not too large is expected";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list is expected";
        }
        return type == OrgKey.class ? "an org id is expected" : "an object is expected";
    }

    private static String names(@Nullable Collection<Object> known) {
        return known == null
                ? "none"
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String place(JsonMappingException e) {
        var place = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(shown(step.getFieldName()));
            }
        }
        return place.toString();
    }

    /** What a stranger sent, short and without characters that write lines or cannot be stored. */
    private static String shown(String value) {
        var cut = value.length() <= VALUE_MAXIMUM ? value : value.substring(0, VALUE_MAXIMUM) + "…";
        return StorableText.replaced(cut).replaceAll("\\p{Cntrl}", "?");
    }
}
