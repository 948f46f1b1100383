package io.pushwave.messaging.inbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.messaging.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A CloudEvent as it lies in a Kafka record, in binary or in structured mode (CloudEvents 1.0, Kafka protocol binding,
 * section 3): its attributes, and its data as JSON.
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared or changed
record EventRecord(EventAttributes attributes, byte[] data) {
    private static final String PREFIX = "ce_";
    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String EVENTS = "application/cloudevents";
    private static final String BATCH = "application/cloudevents-batch";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * Reads an event.
     *
     * @throws UnreadableMessageException with a sentence that names the attribute, or the mode that is not read
     */
    static EventRecord of(Headers headers, byte[] payload) throws UnreadableMessageException {
        var contentType = new FromHeaders(headers).text(CONTENT_TYPE).orElse("").strip();
        var mediaType = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (mediaType.startsWith(BATCH)) {
            throw new UnreadableMessageException(
                    "a batch of events is not read (" + mediaType + "): one record carries one event");
        }
        if (mediaType.equals(STRUCTURED)) {
            return structured(payload);
        }
        if (mediaType.startsWith(EVENTS)) {
            throw new UnreadableMessageException(
                    "the format " + EventAttributes.shown(mediaType) + " is not read, only " + STRUCTURED);
        }
        if (headers.lastHeader(PREFIX + "specversion") == null) {
            throw new UnreadableMessageException(
                    "specversion is missing: the record has neither the header ce_specversion"
                            + " of a CloudEvent in binary mode nor the content-type " + STRUCTURED);
        }
        return new EventRecord(EventAttributes.of(new FromHeaders(headers)), payload);
    }

    /** The attributes by their CloudEvents names; of an event that was read, so nothing is checked here. */
    static Map<String, String> attributes(Origin origin) {
        var attributes = new TreeMap<String, String>();
        var contentType = origin.headers().getOrDefault(CONTENT_TYPE, "");
        if (contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(STRUCTURED)) {
            try {
                object(origin.payload()).properties().stream()
                        .filter(member -> member.getValue().isTextual()
                                && !member.getKey().startsWith("data_")
                                && !member.getKey().equals("data"))
                        .forEach(member -> attributes.put(
                                member.getKey(), member.getValue().textValue()));
            } catch (UnreadableMessageException e) {
                throw new IllegalStateException("an event that was read before cannot be read", e);
            }
            return attributes;
        }
        origin.headers().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), value);
            } else if (name.equals(CONTENT_TYPE)) {
                attributes.put("datacontenttype", value);
            }
        });
        return attributes;
    }

    private static EventRecord structured(byte[] payload) throws UnreadableMessageException {
        var event = object(payload);
        var attributes = EventAttributes.of(new FromJson(event));
        var data = event.get("data");
        var base64 = event.get("data_base64");
        if (data != null && base64 != null) {
            throw new UnreadableMessageException("data and data_base64 exclude each other");
        }
        try {
            if (base64 != null) {
                return new EventRecord(attributes, Base64.getDecoder().decode(base64.asText()));
            }
            if (data == null) {
                throw new UnreadableMessageException("data is missing");
            }
            return new EventRecord(attributes, MAPPER.writeValueAsBytes(data));
        } catch (IllegalArgumentException _) {
            throw new UnreadableMessageException("data_base64 is not Base64");
        } catch (JsonProcessingException _) {
            throw new UnreadableMessageException("data cannot be read");
        }
    }

    private static ObjectNode object(byte[] payload) throws UnreadableMessageException {
        try {
            if (MAPPER.readTree(payload) instanceof ObjectNode object) {
                return object;
            }
            throw new UnreadableMessageException("the payload is no JSON object: a CloudEvent is expected");
        } catch (JacksonException e) {
            throw new UnreadableMessageException("the payload is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UnreadableMessageException("the payload cannot be read", e);
        }
    }

    private record FromHeaders(Headers headers) implements EventAttributes.Source {
        @Override
        public Optional<String> attribute(String name) throws UnreadableMessageException {
            return text(name.equals("datacontenttype") ? CONTENT_TYPE : PREFIX + name);
        }

        Optional<String> text(String header) throws UnreadableMessageException {
            Header found = null;
            for (var one : headers.headers(header)) {
                if (found != null) {
                    throw new UnreadableMessageException("the header " + header + " comes more than once");
                }
                found = one;
            }
            if (found == null || found.value() == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(found.value()))
                        .toString());
            } catch (CharacterCodingException _) {
                throw new UnreadableMessageException("the header " + header + " is not UTF-8");
            }
        }
    }

    private record FromJson(JsonNode event) implements EventAttributes.Source {
        @Override
        public Optional<String> attribute(String name) throws UnreadableMessageException {
            var value = event.get(name);
            if (value == null || value.isNull()) {
                return Optional.empty();
            }
            if (!value.isTextual()) {
                throw new UnreadableMessageException(name + " is no text");
            }
            return Optional.of(value.textValue());
        }
    }
}
