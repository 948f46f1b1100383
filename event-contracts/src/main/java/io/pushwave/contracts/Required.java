package io.pushwave.contracts;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message may not be without, said in a sentence that names the field and its value. */
final class Required {
    /**
     * Longest identifier, in characters: they are keys in databases, and an index entry of PostgreSQL has at most 2,704 bytes,
     * of which a character may need four.
     */
    private static final int IDENTIFIER_MAXIMUM = 500;

    /** Instants from here to {@link #LATEST} are written with a year of four digits, which is what databases read. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** What would make more than one line of a text, or cannot be seen: control characters and separators of lines. */
    private static final Pattern BEYOND_A_LINE = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private Required() {}

    static <T> T value(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /** A text that says something and can be stored. */
    static String text(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing or blank");
        }
        return storable(value, field);
    }

    /** A text that can be stored and may be empty. */
    static String free(@Nullable String value, String field) {
        return storable(value(value, field), field);
    }

    /** A text by which something is found again. */
    static String identifier(@Nullable String value, String field) {
        var identifier = text(value, field);
        if (identifier.length() > IDENTIFIER_MAXIMUM) {
            throw new IllegalArgumentException(field + " has " + identifier.length() + " characters, at most "
                    + IDENTIFIER_MAXIMUM + " are allowed");
        }
        return identifier;
    }

    /** One line of text that says something; its characters are counted as people do and not in UTF-16 units. */
    static String line(@Nullable String value, int maximum, String field) {
        var line = text(value, field);
        if (BEYOND_A_LINE.matcher(line).find()) {
            throw new IllegalArgumentException(field + " has a control character, one line of text is expected");
        }
        int length = line.codePointCount(0, line.length());
        if (length > maximum) {
            throw new IllegalArgumentException(
                    field + " has " + length + " characters, at most " + maximum + " are allowed");
        }
        return line;
    }

    /** A SHA-256 as it is written everywhere. */
    static String hash(@Nullable String value, String field) {
        var hash = text(value, field);
        if (!SHA_256.matcher(hash).matches()) {
            throw new IllegalArgumentException(field + " is no hash, 64 hexadecimal digits in lower case are expected");
        }
        return hash;
    }

    static String id(@Nullable String value, String prefix, String field) {
        return SalesforceId.checked(text(value, field), prefix, field);
    }

    private static String storable(String text, String field) {
        StorableText.fault(text).ifPresent(fault -> {
            throw new IllegalArgumentException(field + " " + fault);
        });
        return text;
    }

    static int atLeast(int minimum, int value, String field) {
        if (value < minimum) {
            throw new IllegalArgumentException(field + " is " + value + ", at least " + minimum + " is expected");
        }
        return value;
    }

    static long atLeast(long minimum, long value, String field) {
        if (value < minimum) {
            throw new IllegalArgumentException(field + " is " + value + ", at least " + minimum + " is expected");
        }
        return value;
    }

    /** A moment that can be stored, and read from where it was stored. */
    static Instant moment(@Nullable Instant value, String field) {
        var moment = value(value, field);
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    field + " is " + moment + ", a time from " + EARLIEST + " to " + LATEST + " is expected");
        }
        return moment;
    }

    /** What every campaign event has at its head. */
    static void head(@Nullable String campaignId, long sequence, @Nullable Instant at) {
        identifier(campaignId, "campaignId");
        atLeast(1L, sequence, "sequence");
        moment(at, "at");
    }

    static <T> List<T> list(@Nullable List<T> values, String field) {
        return List.copyOf(value(values, field));
    }
}
