package io.pushwave.planner.rest;

import io.pushwave.http.RequestValue;
import io.pushwave.planner.CampaignId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes values out of paths and queries; every method throws an {@link HttpProblem} that names field, value and rule. */
public final class RequestValues {
    static final int PAGE_MAXIMUM = 200;

    /** Ids of ours have 36 characters, those of events at most 1,000. */
    private static final int TEXT_MAXIMUM = 1_000;

    private RequestValues() {}

    public static CampaignId campaignId(String value) {
        return new CampaignId(id("campaignId", value));
    }

    public static String id(String field, String value) {
        return RequestValue.text(field, value, TEXT_MAXIMUM, "an id is expected");
    }

    public static Optional<String> optional(String field, @Nullable String value) {
        return RequestValue.optionalText(field, value, TEXT_MAXIMUM);
    }

    public static <E extends Enum<E>> Optional<E> oneOf(String field, @Nullable String value, Class<E> kind) {
        return Optional.ofNullable(value).map(text -> RequestValue.oneOf(field, text, kind));
    }

    public static int limit(String value) {
        return Math.toIntExact(RequestValue.number("limit", value, 1, PAGE_MAXIMUM));
    }
}
