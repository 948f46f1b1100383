package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON read as trees and written as it comes. */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final JsonFactory FACTORY = MAPPER.getFactory();
    private static final DateTimeFormatter SALESFORCE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private static final Pattern MARKER = Pattern.compile("(?s) ?\\(start marker at .*|\\[Source: [^\\]]*\\]");
    private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** Writes into a generator; what it writes goes into memory, so it does not really fail. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    public static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var generator = new WellFormed(FACTORY.createGenerator(bytes))) {
            writing.to(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Values at the root, one a line. */
    public static byte[] lines(Writing writing) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var generator = new WellFormed(FACTORY.createGenerator(bytes))) {
            generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            writing.to(generator);
            generator.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (bytes.size() > 0) {
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * Reads one JSON value.
     *
     * @throws JsonProcessingException if it is none, or more follows
     */
    public static JsonNode read(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    /**
     * What is wrong with a text that is no JSON, with its place if that is known; never with what a library calls its parts.
     */
    static String fault(IOException malformed) {
        if (!(malformed instanceof JsonProcessingException json)) {
            return "the bytes are no text in UTF-8";
        }
        if (malformed instanceof StreamConstraintsException) {
            return "too many levels, or too long a name or number" + place(json);
        }
        var words = MARKER.matcher(String.valueOf(json.getOriginalMessage())).replaceAll("");
        return (words.contains("`") ? "more follows after the end of the value" : words) + place(json);
    }

    private static String place(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        return at == null ? "" : " at [line:" + at.getLineNr() + ", column:" + at.getColumnNr() + "]";
    }

    /** Writes unpaired surrogates, which UTF-8 has no bytes for, as the character for what cannot be shown. */
    private static final class WellFormed extends JsonGeneratorDelegate {
        WellFormed(JsonGenerator generator) {
            super(generator, false);
        }

        @Override
        public void writeFieldName(String name) throws IOException {
            super.writeFieldName(wellFormed(name));
        }

        @Override
        public void writeString(@Nullable String text) throws IOException {
            super.writeString(text == null ? null : wellFormed(text));
        }

        private static String wellFormed(String text) {
            for (int position = 0; position < text.length(); position++) {
                if (Character.isSurrogate(text.charAt(position))) {
                    return UNPAIRED.matcher(text).replaceAll("\uFFFD");
                }
            }
            return text;
        }
    }

    /** A tree as it goes over the wire. */
    public static byte[] bytes(JsonNode tree) {
        return bytes(generator -> generator.writeTree(tree));
    }

    /** Reads back what was written here; nothing is a missing node. */
    public static JsonNode tree(byte[] written) {
        try {
            return MAPPER.readTree(written);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes a field's value as Salesforce does. */
    public static void value(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Instant time -> generator.writeString(salesforceTime(time));
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            default -> throw new IllegalStateException("no field has values of " + value.getClass());
        }
    }

    /** As in 2026-11-22T10:55:38.000+0000. */
    public static String salesforceTime(Instant time) {
        return SALESFORCE_TIME.format(time);
    }
}
