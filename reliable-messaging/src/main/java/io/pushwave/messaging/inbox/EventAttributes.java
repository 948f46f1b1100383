package io.pushwave.messaging.inbox;

import io.pushwave.contracts.StorableText;
import io.pushwave.contracts.UnreadableMessageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The context attributes of a CloudEvent that a message needs, checked. Which mode the event came in makes no difference.
 *
 * @param id together with {@code source} the same for every delivery of the event
 */
record EventAttributes(String source, String id, String type) {
    private static final String VERSION = "1.0";

    /** PostgreSQL refuses longer ones as a key: an index entry has at most 2,704 bytes. */
    private static final int ID_BYTES_MAXIMUM = 1_000;

    /** Our longest type has 45 characters. */
    private static final int TYPE_CHARACTERS_MAXIMUM = 255;

    private static final int SHOWN_CHARACTERS_MAXIMUM = 100;
    private static final Pattern JSON =
            Pattern.compile("(application|text)/([a-z0-9!#$&^_.-]+\\+)?json(\\s*;\\s*charset=\"?utf-8\"?)?\\s*");

    /** Where an event's attributes come from: headers, or a JSON object. */
    interface Source {
        /**
         * An attribute by its CloudEvents name.
         *
         * @throws UnreadableMessageException if it is there and no text, or there twice
         */
        Optional<String> attribute(String name) throws UnreadableMessageException;
    }

    /**
     * Reads and checks.
     *
     * @throws UnreadableMessageException with the name of the attribute that is missing or breaks a rule
     */
    static EventAttributes of(Source from) throws UnreadableMessageException {
        var version = needed(from, "specversion");
        if (!version.equals(VERSION)) {
            throw new UnreadableMessageException(
                    "specversion: CloudEvents " + shown(version) + " is not read, only " + VERSION);
        }
        var attributes = new EventAttributes(needed(from, "source"), needed(from, "id"), needed(from, "type"));
        attributes.check();
        var time = from.attribute("time");
        if (time.isPresent()) {
            checkTime(time.get());
        }
        var contentType = from.attribute("datacontenttype");
        if (contentType.isPresent()
                && !JSON.matcher(contentType.get().toLowerCase(Locale.ROOT)).matches()) {
            throw new UnreadableMessageException(
                    "datacontenttype: " + shown(contentType.get()) + " is not read, only application/json");
        }
        return attributes;
    }

    /** What the event is remembered by. */
    String messageId() {
        return source + " " + id;
    }

    private void check() throws UnreadableMessageException {
        try {
            var _ = new URI(source);
        } catch (URISyntaxException _) {
            throw new UnreadableMessageException("source: '" + shown(source) + "' is no URI reference");
        }
        var bytes = messageId().getBytes(StandardCharsets.UTF_8).length - 1;
        if (bytes > ID_BYTES_MAXIMUM) {
            throw new UnreadableMessageException(
                    "source and id have " + bytes + " bytes, at most " + ID_BYTES_MAXIMUM + " are allowed");
        }
        if (type.length() > TYPE_CHARACTERS_MAXIMUM) {
            throw new UnreadableMessageException(
                    "type has " + type.length() + " characters, at most " + TYPE_CHARACTERS_MAXIMUM + " are allowed");
        }
    }

    private static void checkTime(String time) throws UnreadableMessageException {
        try {
            var _ = OffsetDateTime.parse(time);
        } catch (DateTimeException _) {
            throw new UnreadableMessageException(
                    "time: '" + shown(time) + "' is no timestamp such as 2026-11-22T10:15:30Z");
        }
    }

    private static String needed(Source from, String name) throws UnreadableMessageException {
        var value = from.attribute(name).orElseThrow(() -> new UnreadableMessageException(name + " is missing"));
        var fault = StorableText.fault(value);
        if (fault.isPresent()) {
            throw new UnreadableMessageException(name + " " + fault.get());
        }
        if (value.isBlank()) {
            throw new UnreadableMessageException(name + " is blank");
        }
        return value;
    }

    static String shown(String value) {
        return value.length() <= SHOWN_CHARACTERS_MAXIMUM ? value : value.substring(0, SHOWN_CHARACTERS_MAXIMUM) + " …";
    }
}
