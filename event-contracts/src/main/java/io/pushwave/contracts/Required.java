package io.pushwave.contracts;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message may not be without, said in a sentence that names the field and its value. */
final class Required {
    private static final Pattern SALESFORCE_ID = Pattern.compile("[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?");

    /** Instants from here to {@link #LATEST} are written with a year of four digits, which is what databases read. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Required() {}

    static <T> T value(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static String text(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing or blank");
        }
        return value;
    }

    static String id(@Nullable String value, String prefix, String field) {
        var id = text(value, field);
        if (!id.startsWith(prefix) || !SALESFORCE_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(field + " '" + id
                    + "' is no Salesforce id: 15 or 18 letters and digits beginning with " + prefix + " are expected");
        }
        return id;
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
        text(campaignId, "campaignId");
        atLeast(1L, sequence, "sequence");
        value(at, "at");
    }

    static <T> List<T> list(@Nullable List<T> values, String field) {
        return List.copyOf(value(values, field));
    }
}
