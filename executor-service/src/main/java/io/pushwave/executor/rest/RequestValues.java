package io.pushwave.executor.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SalesforceId;
import io.pushwave.http.RequestValue;
import org.jspecify.annotations.Nullable;

/** Reads what a request gives as text; what cannot be used is refused with field, value and rule. */
public final class RequestValues {
    /** Most entries of one answer. */
    static final int LIMIT_MAXIMUM = 1000;

    /** Longest place in a list, in characters; ours are ids. */
    private static final int PLACE_MAXIMUM = 200;

    private RequestValues() {}

    public static OrgKey orgKey(String text) {
        return RequestValue.of("orgKey", text, OrgKey::new);
    }

    public static String packageId(String text) {
        return RequestValue.of("packageId", text, id -> SalesforceId.checked(id, "033", "packageId"));
    }

    /**
     * How many are wanted.
     *
     * @param standard what counts if nothing is given
     */
    public static int limit(@Nullable String text, int standard) {
        return text == null ? standard : Math.toIntExact(RequestValue.number("limit", text, 1, LIMIT_MAXIMUM));
    }

    /** A place in a list that was given before. */
    public static String after(@Nullable String text) {
        return RequestValue.optionalText("after", text, PLACE_MAXIMUM).orElse("");
    }

    public static long number(String text, String field) {
        return RequestValue.number(field, text, 0, Long.MAX_VALUE);
    }
}
