package io.pushwave.status.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SalesforceId;
import io.pushwave.contracts.StorableText;
import io.pushwave.http.Problems;
import io.pushwave.http.RequestValue;
import io.pushwave.status.StatusConfig;
import io.pushwave.status.campaign.postgres.Campaigns.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a request says; what breaks a rule becomes a problem that names field, value and rule. */
@ApplicationScoped
class RequestValues {
    private static final int TEXT_MAXIMUM = 200;
    private static final int IDENTIFIER_MAXIMUM = 500;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String CURSOR_SEPARATOR = "~";

    private final StatusConfig.Page page;

    RequestValues(StatusConfig config) {
        this.page = config.page();
    }

    int limit(@Nullable String value) {
        if (value == null) {
            return page.size();
        }
        return Math.toIntExact(RequestValue.number("limit", value, 1, page.maximum()));
    }

    long sequence(String field, @Nullable String value) {
        return value == null ? 0 : RequestValue.number(field, value, 0, Long.MAX_VALUE);
    }

    OptionalInt wave(@Nullable String value) {
        return value == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(RequestValue.number("wave", value, 1, Integer.MAX_VALUE)));
    }

    OrgKey orgKey(String field, String value) {
        return RequestValue.of(field, value, OrgKey::new);
    }

    Optional<OrgKey> optionalOrgKey(String field, @Nullable String value) {
        return Optional.ofNullable(value).map(present -> orgKey(field, present));
    }

    /** A campaign's id: any text that can be one. */
    String campaignId(String value) {
        return RequestValue.text("campaignId", value, IDENTIFIER_MAXIMUM, "an id is expected");
    }

    Optional<String> text(String field, @Nullable String value) {
        return RequestValue.optionalText(field, value, TEXT_MAXIMUM).map(String::strip);
    }

    /** Any part of a name, or the beginning of an org key; a whole org key with 18 characters is brought to its 15. */
    Optional<String> search(@Nullable String value) {
        return text("q", value).map(text -> {
            try {
                return new OrgKey(text).value();
            } catch (IllegalArgumentException _) {
                return text;
            }
        });
    }

    /** What is searched for, where nothing else restricts. */
    String neededSearch(@Nullable String value) {
        return search(value)
                .orElseThrow(() -> Problems.invalid(
                        "q", null, "q is missing: a part of a name, or the beginning of an org id, is expected"));
    }

    Optional<String> packageVersionId(@Nullable String value) {
        return id("packageVersionId", "04t", value);
    }

    Optional<String> packageId(@Nullable String value) {
        return id("packageId", "033", value);
    }

    private static Optional<String> id(String field, String prefix, @Nullable String value) {
        return Optional.ofNullable(value)
                .map(present -> RequestValue.of(field, present, id -> SalesforceId.checked(id, prefix, field)));
    }

    /** One of an enum's names, in any case. */
    <E extends Enum<E>> Optional<E> one(String field, Class<E> type, @Nullable String value) {
        return Optional.ofNullable(value).map(present -> RequestValue.oneOf(field, present, type));
    }

    /** Names of an enum with commas between them, in any case; empty if there is no value. */
    <E extends Enum<E>> Set<E> several(String field, Class<E> type, List<String> values) {
        var named = EnumSet.noneOf(type);
        values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(name -> named.add(RequestValue.oneOf(field, name, type)));
        return named;
    }

    static String cursor(Position position) {
        return cursor(position.createdAt(), position.campaignId());
    }

    /** A place in a list that is in the order of times and ids. */
    static String cursor(Instant at, String id) {
        var text = at + CURSOR_SEPARATOR + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Position> position(@Nullable String cursor) {
        return Optional.ofNullable(cursor).map(RequestValues::readCursor);
    }

    private static Position readCursor(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int separator = text.indexOf(CURSOR_SEPARATOR);
            if (separator > 0 && StorableText.fault(text).isEmpty()) {
                var at = Instant.parse(text.substring(0, separator));
                if (!at.isBefore(EARLIEST) && !at.isAfter(LATEST)) {
                    return new Position(at, text.substring(separator + 1));
                }
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // Answered below, as a cursor without a separator is.
        }
        throw Problems.invalid(
                "after", cursor, "after is '" + cursor + "', the value of next in an earlier answer is expected");
    }
}
