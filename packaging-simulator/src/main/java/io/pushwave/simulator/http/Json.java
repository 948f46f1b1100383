package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.jspecify.annotations.Nullable;

/** JSON read as trees and written as it comes. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final JsonFactory FACTORY = MAPPER.getFactory();
    private static final DateTimeFormatter SALESFORCE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private Json() {}

    /** Writes into a generator; what it writes goes into memory, so it does not really fail. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var generator = FACTORY.createGenerator(bytes)) {
            writing.to(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Values at the root, one a line. */
    static byte[] lines(Writing writing) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var generator = FACTORY.createGenerator(bytes)) {
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
    static JsonNode read(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    /** A tree as it goes over the wire. */
    static byte[] bytes(JsonNode tree) {
        return bytes(generator -> generator.writeTree(tree));
    }

    /** Reads back what was written here; nothing is a missing node. */
    static JsonNode tree(byte[] written) {
        try {
            return MAPPER.readTree(written);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes a field's value as Salesforce does. */
    static void value(JsonGenerator generator, @Nullable Object value) throws IOException {
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
    static String salesforceTime(Instant time) {
        return SALESFORCE_TIME.format(time);
    }
}
