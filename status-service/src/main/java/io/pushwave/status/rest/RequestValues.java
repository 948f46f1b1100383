package io.pushwave.status.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.status.StatusConfig;
import io.pushwave.status.postgres.Campaigns.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a request says; what breaks a rule becomes a problem that names field, value and rule. */
@ApplicationScoped
class RequestValues {
    private static final int TEXT_MAXIMUM = 200;
    private static final Pattern PACKAGE_VERSION_ID = Pattern.compile("04t[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?");
    private static final String CURSOR_SEPARATOR = "~";

    private final StatusConfig.Page page;

    RequestValues(StatusConfig config) {
        this.page = config.page();
    }

    int limit(@Nullable String value) {
        if (value == null) {
            return page.size();
        }
        return Math.toIntExact(number("limit", value, 1, page.maximum()));
    }

    long sequence(String field, @Nullable String value) {
        return value == null ? 0 : number(field, value, 0, Long.MAX_VALUE);
    }

    OptionalInt wave(@Nullable String value) {
        return value == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(number("wave", value, 1, Integer.MAX_VALUE)));
    }

    private static long number(String field, String value, long minimum, long maximum) {
        try {
            long number = Long.parseLong(value);
            if (minimum <= number && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, as a number out of range is.
        }
        throw Problems.badValue(field, value, "a whole number from " + minimum + " to " + maximum + " is expected.");
    }

    OrgKey orgKey(String field, String value) {
        try {
            return new OrgKey(value);
        } catch (IllegalArgumentException e) {
            throw Problems.badValue(field, value, e.getMessage() + ".");
        }
    }

    Optional<OrgKey> optionalOrgKey(String field, @Nullable String value) {
        return Optional.ofNullable(value).map(present -> orgKey(field, present));
    }

    Optional<String> text(String field, @Nullable String value) {
        if (value != null && value.length() > TEXT_MAXIMUM) {
            throw Problems.badValue(field, value, "at most " + TEXT_MAXIMUM + " characters are expected.");
        }
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The beginning of a name or an org key; a whole org key with 18 characters is brought to its 15. */
    Optional<String> search(@Nullable String value) {
        return text("q", value).map(text -> {
            try {
                return new OrgKey(text).value();
            } catch (IllegalArgumentException _) {
                return text;
            }
        });
    }

    Optional<String> packageVersionId(@Nullable String value) {
        if (value != null && !PACKAGE_VERSION_ID.matcher(value).matches()) {
            throw Problems.badValue(
                    "packageVersionId", value, "15 or 18 letters and digits beginning with 04t are expected.");
        }
        return Optional.ofNullable(value);
    }

    /** One of an enum's names, in any case. */
    <E extends Enum<E>> Optional<E> one(String field, Class<E> type, @Nullable String value) {
        return Optional.ofNullable(value).map(present -> named(field, type, present));
    }

    /** Names of an enum with commas between them, in any case; empty if there is no value. */
    <E extends Enum<E>> Set<E> several(String field, Class<E> type, List<String> values) {
        var named = EnumSet.noneOf(type);
        values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(name -> named.add(named(field, type, name)));
        return named;
    }

    private static <E extends Enum<E>> E named(String field, Class<E> type, String value) {
        try {
            return Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw Problems.badValue(
                    field, value, "one of " + Arrays.toString(type.getEnumConstants()) + " is expected.");
        }
    }

    static String cursor(Position position) {
        var text = position.createdAt() + CURSOR_SEPARATOR + position.campaignId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Position> position(@Nullable String cursor) {
        return Optional.ofNullable(cursor).map(RequestValues::readCursor);
    }

    private static Position readCursor(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int separator = text.indexOf(CURSOR_SEPARATOR);
            if (separator > 0) {
                return new Position(Instant.parse(text.substring(0, separator)), text.substring(separator + 1));
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // Answered below, as a cursor without a separator is.
        }
        throw Problems.badValue("after", cursor, "the value of 'next' in an earlier answer is expected.");
    }
}
