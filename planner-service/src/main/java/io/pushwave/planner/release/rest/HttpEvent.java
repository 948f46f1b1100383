package io.pushwave.planner.release.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.http.Problems;
import io.pushwave.http.StrictJson;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A CloudEvent taken apart from an HTTP request (CloudEvents 1.0, HTTP protocol binding and JSON event format), its attributes
 * and data not yet validated. The CloudEvents SDK reads such requests too, but says of a wrong one neither field nor rule.
 *
 * @param attributes by name, without those that are null
 * @param data JSON, as it came; to be asked for after the attributes were validated, and throws an {@link HttpProblem} if it is missing
 */
record HttpEvent(Map<String, String> attributes, Supplier<byte[]> data) {
    private static final String HEADER_PREFIX = "ce-";
    private static final String CONTENT_TYPE = "content-type";
    private static final String FORMATS = "application/cloudevents";

    /** @throws HttpProblem 400 or 415 that says what cannot be taken apart */
    static HttpEvent of(Map<String, List<String>> headers, byte[] body) {
        var contentType = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(CONTENT_TYPE))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
        var mediaType = contentType
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (!mediaType.startsWith(FORMATS)) {
            return binary(headers, contentType, body);
        }
        if (!mediaType.equals(FORMATS + "+json")) {
            throw Problems.unsupported(
                    CONTENT_TYPE,
                    mediaType,
                    mediaType.startsWith(FORMATS + "-batch")
                            ? "content-type is '" + mediaType + "': batches are not read, send one event a request"
                            : "content-type is '" + mediaType + "', of the event formats only " + FORMATS
                                    + "+json is read");
        }
        return structured(body);
    }

    private static HttpEvent binary(Map<String, List<String>> headers, Optional<String> contentType, byte[] body) {
        var attributes = new HashMap<String, String>();
        headers.forEach((header, values) -> {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(HEADER_PREFIX)) {
                if (values.size() > 1) {
                    throw Problems.invalid(name, values.getLast(), name + " is there " + values.size() + " times");
                }
                attributes.put(name.substring(HEADER_PREFIX.length()), decoded(name, values.getFirst()));
            }
        });
        if (!attributes.containsKey("specversion")) {
            throw Problems.invalid(
                    "specversion",
                    null,
                    "the request is no CloudEvent 1.0: it needs ce-id, ce-source, ce-type and ce-specversion headers, or"
                            + " content type application/cloudevents+json");
        }
        contentType.ifPresent(value -> attributes.put("datacontenttype", value));
        return new HttpEvent(attributes, () -> body);
    }

    /** Header values are percent-encoded UTF-8 (HTTP protocol binding, 3.1.3.2). */
    private static String decoded(String name, String value) {
        var bytes = new ByteArrayOutputStream(value.length());
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character < ' ' || character > '~') {
                throw Problems.invalid(
                        name,
                        value,
                        name + " has a character that a header cannot carry; percent-encode it, as in caf%C3%A9");
            }
            if (character != '%') {
                bytes.write(character);
            } else if (value.substring(at).matches("(?s)%[0-9a-fA-F]{2}.*")) {
                bytes.write(Integer.parseInt(value.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                throw Problems.invalid(
                        name, value, name + " has a % without two hex digits after it; a plain % is written %25");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Problems.invalid(name, value, name + " is not UTF-8 once its percent-encoding is undone");
        }
    }

    private static HttpEvent structured(byte[] body) {
        var envelope = StrictJson.object(body);
        var attributes = new HashMap<String, String>();
        envelope.properties().forEach(member -> {
            var name = member.getKey();
            var value = member.getValue();
            if (name.equals("data") || name.equals("data_base64") || value.isNull()) {
                return;
            }
            if (!value.isTextual()) {
                throw Problems.invalid(
                        name,
                        value.isValueNode() ? value.asText() : null,
                        name + " has the wrong type: a text is expected");
            }
            attributes.put(name, value.textValue());
        });
        return new HttpEvent(attributes, () -> data(envelope));
    }

    private static byte[] data(ObjectNode envelope) {
        var data = envelope.path("data");
        var encoded = envelope.path("data_base64");
        if (isThere(data) && isThere(encoded)) {
            throw Problems.invalid("data_base64", null, "data_base64 is there beside data, one of them is expected");
        }
        if (isThere(data)) {
            return StrictJson.bytes(data);
        }
        if (!isThere(encoded)) {
            throw Problems.invalid("data", null, "data is missing: the release event carries its package and version");
        }
        try {
            if (encoded.isTextual()) {
                return Base64.getDecoder().decode(encoded.textValue());
            }
        } catch (IllegalArgumentException _) {
            // The problem below says so.
        }
        throw Problems.invalid(
                "data_base64", encoded.isValueNode() ? encoded.asText() : null, "data_base64 is no Base64 (RFC 4648)");
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
